package dev.trimaran.cache.core.session;

/** As whom a connection acts. */
public interface Identity {

  /** May do everything: the default user of a server without passwords. */
  Identity ANYBODY =
      new Identity() {
        @Override
        public String name() {
          return "default";
        }

        @Override
        public boolean unlimited() {
          return true;
        }
      };

  /** The user's name. */
  String name();

  /** Whether everything is allowed, so that nothing has to be checked. */
  boolean unlimited();
}
