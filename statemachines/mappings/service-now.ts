import type { Mapping } from '#desk/delivery/mapping.ts';

/**
 * For systems that keep incidents in a table, as ServiceNow does: a record is made of the task, and a record that
 * changed state answers it. 6 and 7 are resolved and closed, 8 is cancelled; anything else is being worked on.
 */
export const serviceNow: Mapping = {
  request: `{
    "short_description": data.question,
    "description": $join([data.subject, data.message], "\\n\\n"),
    "caller_id": data.requester,
    "urgency": $string(priority < 3 ? priority : 3),
    "correlation_id": taskRef,
    "correlation_display": reference,
    "u_callback_url": callbackUrl,
    "due_date": $substring(expiresAt, 0, 10)
  }`,
  response: `(
    $closed := $string(state) in ["6", "7"];
    {
      "outcome": $closed ? "completed" : $string(state) = "8" ? "failed" : "progress",
      "comment": $closed ? close_notes : comments,
      "fields": { "externalReference": number }
    }
  )`,
};
