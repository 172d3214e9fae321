package dev.trimaran.rules;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * The page of dependencies says what the poms say: each library, plugin and annotation processor
 * has a row with its coordinates, its version and the modules that name it. {@code all} are those
 * of the root pom, {@code build} are plugins and what they run.
 */
final class Dependencies {

  /** {@code | name | `group:artifact` | version | modules | for |}; the artifact may be a star. */
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\|[^|]*\\| `([^`:]+):([^`]+)` \\| ([^|]+) \\| ([^|]+) \\|");

  private static final Pattern PROPERTY = Pattern.compile("\\$\\{([^}]+)}");
  private static final String OURS = "dev.trimaran";

  private final Map<String, String> properties = new TreeMap<>();
  private final Map<String, String> versions = new TreeMap<>();
  private final Map<String, TreeSet<String>> users = new TreeMap<>();

  private Dependencies() {}

  /**
   * What the page lacks, or has wrong.
   *
   * @param poms by the module's path, which is empty for the root
   */
  static List<String> violations(Map<String, String> poms, String page) {
    Dependencies declared = new Dependencies();
    new TreeMap<>(poms).forEach(declared::read);
    return declared.compare(page);
  }

  private void read(String module, String pom) {
    Document document = parse(pom);
    var nodes = document.getElementsByTagName("*");
    for (int i = 0; i < nodes.getLength(); i++) {
      Element element = (Element) nodes.item(i);
      if (parentName(element).equals("properties")) {
        properties.put(element.getTagName(), element.getTextContent());
      }
    }
    for (int i = 0; i < nodes.getLength(); i++) {
      Element element = (Element) nodes.item(i);
      switch (element.getTagName()) {
        case "dependency" -> declare(element, module.isEmpty() ? "all" : module);
        case "plugin", "path", "binaryMavenPlugin" -> declare(element, "build");
        default -> {}
      }
    }
  }

  private void declare(Element element, String user) {
    String group = child(element, "groupId");
    String key = (group.isEmpty() ? "org.apache.maven.plugins" : group) + ":";
    key += child(element, "artifactId");
    if (key.startsWith(OURS)) {
      return;
    }
    String version = child(element, "version");
    if (!version.isEmpty()) {
      Matcher property = PROPERTY.matcher(version);
      versions.put(
          key, property.matches() ? properties.getOrDefault(property.group(1), version) : version);
    }
    boolean managed =
        element.getParentNode().getParentNode() instanceof Element above
            && above.getTagName().equals("dependencyManagement");
    if (!managed) {
      users.computeIfAbsent(key, _ -> new TreeSet<>()).add(user);
    }
  }

  private List<String> compare(String page) {
    List<String> found = new ArrayList<>();
    TreeSet<String> missing = new TreeSet<>(users.keySet());
    Matcher rows = ROW.matcher(page);
    while (rows.find()) {
      String group = rows.group(1);
      String artifact = rows.group(2);
      String row = group + ":" + artifact;
      TreeSet<String> named = new TreeSet<>();
      users.forEach((key, by) -> {
        if (artifact.equals("*") ? key.startsWith(group + ":") : key.equals(row)) {
          missing.remove(key);
          named.addAll(by);
          if (!version(key).equals(rows.group(3))) {
            found.add(row + ": the page says " + rows.group(3) + ", a pom " + version(key));
          }
        }
      });
      String by = String.join(", ", named.contains("all") ? List.of("all") : named);
      if (!by.equals(rows.group(4))) {
        found.add(row + ": used by " + (by.isEmpty() ? "nobody" : by) + ", not " + rows.group(4));
      }
    }
    missing.forEach(key -> found.add(key + ": no row"));
    return found;
  }

  /** Its own, or that of a bill of materials whose group its group starts with. */
  private String version(String key) {
    String own = versions.get(key);
    if (own != null) {
      return own;
    }
    return versions.entrySet().stream()
        .filter(bom -> bom.getKey().endsWith("-bom"))
        .filter(bom -> key.startsWith(bom.getKey().substring(0, bom.getKey().indexOf(':'))))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("none");
  }

  private static String child(Element element, String name) {
    for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element child && child.getTagName().equals(name)) {
        return child.getTextContent().strip();
      }
    }
    return "";
  }

  private static String parentName(Element element) {
    return element.getParentNode() instanceof Element parent ? parent.getTagName() : "";
  }

  private static Document parse(String pom) {
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new InputSource(new StringReader(pom)));
    } catch (IOException | ParserConfigurationException | SAXException e) {
      throw new IllegalArgumentException("not a pom", e);
    }
  }
}
