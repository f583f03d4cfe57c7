import type { Choice } from './approval.ts';

/** What a first line may be for a vote, in the languages of our people; anything else is no vote (A7). */
const WORDS: Readonly<Record<Choice, string>> = {
  approve: `approve|approved|i approve|yes|yes please|ok|okay|agreed|go ahead|granted|lgtm
    genehmigt|genehmige ich|ich genehmige|freigegeben|freigabe erteilt|einverstanden|ja|in ordnung|zugestimmt|bewilligt
    approuvé|approuve|j'approuve|je suis d'accord|d'accord|oui|accordé|validé
    aprobado|apruebo|lo apruebo|aprobada|de acuerdo|sí|si|conforme|autorizado
    goedgekeurd|akkoord|ik keur goed|ja akkoord
    zatwierdzam|zatwierdzone|zgadzam się|zgoda|tak|akceptuję
    approvato|approvo|aprovado|aprovo|sim|godkänt|godkänd|godkendt
    承認|承認します|承認いたします|承認しました|はい|同意します|可`,
  reject: `reject|rejected|i reject|no|decline|declined|denied|not approved|disapprove|disapproved
    abgelehnt|lehne ab|ich lehne ab|nein|nicht genehmigt|nicht einverstanden
    refusé|refuse|je refuse|rejeté|non|pas d'accord
    rechazado|rechazo|lo rechazo|rechazada|denegado|no apruebo
    afgekeurd|afgewezen|niet akkoord|nee|ik wijs af
    odrzucam|odrzucone|nie zgadzam się|nie|odmawiam
    respinto|rifiutato|rejeitado|recusado|não|avslag|avslås|afvist
    却下|却下します|否認|否認します|いいえ|不承認|拒否します`,
};

/** What may stand beside a vote in its line and says nothing. */
const COURTESY = `thanks|thank you|please|hi|hello|regards|danke|vielen dank|bitte|hallo|merci|bonjour|gracias|hola|bedankt
    dank je|dziękuję|dzień dobry|cześć|cheers|best|お願いします|よろしくお願いします|ありがとうございます`;

const listed = (text: string): ReadonlySet<string> => new Set(text.split(/[|\n]/).map((word) => word.trim()));
const APPROVE = listed(WORDS.approve);
const REJECT = listed(WORDS.reject);
const SMALL = listed(COURTESY);

const LONGEST = 80;

/**
 * What a reply says: its first line has to be a vote and nothing else, and the lines after it are its comment (A7).
 * Undefined where it is anything else: a question, a condition, a yes and a no. Nobody's doubt is taken for a decision.
 */
export function readVote(newText: string): Readonly<{ outcome: Choice; comment?: string }> | undefined {
  const [first = '', ...rest] = newText.trim().split(/\r?\n/);
  const line = first.normalize('NFC').toLowerCase().replaceAll('’', "'").trim();
  if (line.length > LONGEST || /[?？¿]/.test(line)) return undefined;
  const parts = line.split(/[.,;:!。、！，*_"“”()]+|\s[-–—]\s/).flatMap((part) => part.trim() || []);
  const said = parts.filter((part) => !SMALL.has(part));
  const outcomes = new Set(
    said.map((part) => (APPROVE.has(part) ? 'approve' : REJECT.has(part) ? 'reject' : undefined)),
  );
  const [outcome] = outcomes;
  if (outcomes.size !== 1 || outcome === undefined) return undefined;
  const comment = rest.join('\n').trim().slice(0, 2000);
  return { outcome, ...(comment !== '' && { comment }) };
}
