import type { Message } from './message.ts';

/** Longer than this, a mail that says thanks says something else too. */
const LONGEST = 160;
const MOST_WORDS = 25;

const THANKS =
  /(?<![\p{L}])(?:thanks?|thank you|thx|ty|cheers|much appreciated|appreciate(?:d| it)|danke|dankeschön|vielen dank|besten dank|merci|gracias|muchas gracias|grazie|obrigad[oa]|bedankt|dank je|dank u|dank|tack|takk|tak|kiitos|dziękuję|dzięki|děkuji|díky|köszönöm|teşekkürler|спасибо|благодарю|дякую|ευχαριστώ)(?![\p{L}])|谢谢|感谢|多谢|謝謝|感謝|ありがとう|감사합니다|고맙습니다/iu;

/** Words that a thanks-only mail may be made of besides the thanks: how well it went, greetings, small words. */
const SMALL = new Set(
  `a all again and any at everything fast for got great greetings have help helped helping i is it its kind lot many
  much my now nice of once perfect perfectly quick quickly regards resolved response reply rapid resolving solved sorted so
  support super that the this team to very wonderful works working worked you your everyone guys hi hello dear best day
  good have awesome excellent brilliant fantastic fixing fixed done ok okay really well again weekend appreciated
  alles allen bestens das der die dir euch für geklappt geholfen gelöst grüße gruß gut hallo herzlich herzlichen
  hilfe ihnen ihr ihre ich jetzt klappt lg liebe mfg mit freundlichen nochmals perfekt prima rasche rückmeldung schnelle
  schönen schönes tag toll top und unterstützung viele vielen besten wieder wochenende wunderbar erledigt funktioniert es
  sehr geht antwort schnell ist lieber beste
  beaucoup pour votre ton aide bonne journée cordialement c'est parfait réponse rapide bien tout marche fonctionne
  bonjour à vous et très super nickel réglé
  mucho muchas muchísimas por la tu su ayuda saludos todo funciona perfecto ya buen día un rápida respuesta muy
  mille tutto funziona perfetto per il lo aiuto l'aiuto saluti molte tante adesso ora cordiali risolto
  muito muita pela o sua ajuda tudo certo bom abraço voor de hulp je groeten werkt weer goed hartelijk
  большое все всё работает за помощь`
    .split(/\s+/)
    .map((word) => word.toLowerCase()),
);

/** One of these, and the thanks have a catch. */
const OBJECTION =
  /(?<![\p{L}])(?:but|not|no|never|still|however|yet|except|until|isn't|doesn't|don't|can't|won't|aber|nicht|noch|kein\p{L}*|leider|jedoch|trotzdem|wieder nicht|mais|pas|encore|toujours|pero|aún|todavía|ma|non|ancora|però|mas|não|ainda|maar|niet|nog|men|inte|ikke|но|не|ещё|еще)(?![\p{L}])|但|不|没|還|还|しかし|まだ|けど|하지만|아직/iu;

const CJK_FILLER =
  /[您你的了很非常大家们帮助幫助已经解决好请ございますましたとうどもお世話様でした。、！!,.，~～\s]/gu;

/**
 * Whether a reply says thanks and nothing else: kept as kudos, it reopens nothing (P14). Anything doubtful is no thanks-only reply, since
 * a case reopened for nothing costs less than one that stays closed on somebody in need.
 */
export function isGratitude(message: Pick<Message, 'newText' | 'attachments'>): boolean {
  const text = message.newText.trim();
  if (text === '' || text.length > LONGEST || /[?？¿;]|https?:/.test(text)) return false;
  if (OBJECTION.test(text)) return false;
  if (message.attachments.some(({ inline }) => !inline)) return false;
  const thanks = THANKS.exec(text);
  if (!thanks) return false;

  const rest = text.replace(new RegExp(THANKS, 'giu'), ' ').replace(CJK_FILLER, ' ');
  const words = rest.match(/[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu) ?? [];
  if (words.length > MOST_WORDS) return false;
  const unknown = words.filter((word) => !SMALL.has(word.toLowerCase().replaceAll('’', "'")));
  // A name or two, as in "Thanks, Priya" and "Best, Tom Miller".
  return (
    unknown.length <= 3 && unknown.every((word) => /^\p{Lu}[\p{Ll}'’-]+$/u.test(word) && isName(text, word))
  );
}

/** A capitalised word counts as a name where names stand: at the end of a line, or before another one. */
function isName(text: string, word: string): boolean {
  return text
    .split('\n')
    .some((line) => new RegExp(`${word}(?:\\s+\\p{Lu}[\\p{Ll}'’-]+)?\\s*[,.!]*\\s*$`, 'u').test(line));
}
