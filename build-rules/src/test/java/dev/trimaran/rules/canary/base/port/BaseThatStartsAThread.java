package dev.trimaran.rules.canary.base.port;

import dev.trimaran.rules.canary.base.Word;

interface BaseThatStartsAThread {
  Thread start(Word word);
}
