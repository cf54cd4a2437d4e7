/* kinds.c -- see kinds.h. */
#include "data/kinds.h"

#include <string.h>

#define REQ FIELD_REQUIRED
#define IDX FIELD_INDEX

static const Kind kinds[] = {
  /* clang-format off */
  { "school", 1, 1,
    { { "one", FIELD_KEY, REQ, 0 }, { "name", FIELD_TEXT, REQ, 0 }, { "short", FIELD_TEXT, 0, 0 },
      { "locality", FIELD_TEXT, 0, 0 }, { "head_name", FIELD_TEXT, 0, 0 },
      { "founded", FIELD_DATE, 0, 0 } } },
  { "year", 2, 0,
    { { "name", FIELD_TEXT, REQ, 0 }, { "starts", FIELD_DATE, REQ, 0 },
      { "ends", FIELD_DATE, REQ, 0 } } },
  { "period", 3, 0,
    { { "year", FIELD_REF, REQ | IDX, "year" }, { "scheme", FIELD_KEY, REQ, 0 },
      { "number", FIELD_INT, 0, 0 }, { "name", FIELD_TEXT, REQ, 0 },
      { "starts", FIELD_DATE, REQ, 0 }, { "ends", FIELD_DATE, REQ, 0 } } },
  { "person", 4, 0,
    { { "last", FIELD_NAME, REQ, 0 }, { "first", FIELD_NAME, REQ, 0 },
      { "middle", FIELD_NAME, 0, 0 }, { "born", FIELD_DATE, 0, 0 }, { "sex", FIELD_KEY, 0, 0 },
      { "snils", FIELD_SNILS, FIELD_UNIQUE, 0 }, { "phone", FIELD_TEXT, 0, 0 },
      { "note", FIELD_TEXT, 0, 0 } } },
  { "pupil", 5, 1,
    { { "person", FIELD_REF, REQ, "person" }, { "file_no", FIELD_TEXT, 0, 0 },
      { "admitted", FIELD_DATE, 0, 0 }, { "note", FIELD_TEXT, 0, 0 } } },
  { "staff", 6, 1,
    { { "person", FIELD_REF, REQ, "person" }, { "position", FIELD_TEXT, 0, 0 },
      { "hired", FIELD_DATE, 0, 0 }, { "note", FIELD_TEXT, 0, 0 },
      { "dismissed", FIELD_DATE, 0, 0 } } },
  { "relation", 7, 2,
    { { "pupil", FIELD_REF, REQ, "person" }, { "person", FIELD_REF, REQ, "person" },
      { "role", FIELD_KEY, 0, 0 }, { "legal", FIELD_BOOL, 0, 0 } } },
  { "group", 8, 0,
    { { "name", FIELD_TEXT, REQ, 0 }, { "kind", FIELD_KEY, REQ, 0 },
      { "year", FIELD_REF, REQ | IDX, "year" }, { "grade", FIELD_INT, 0, 0 },
      { "letter", FIELD_TEXT, 0, 0 }, { "head", FIELD_REF, 0, "person" },
      { "note", FIELD_TEXT, 0, 0 } } },
  { "enrolment", 9, 0,
    { { "person", FIELD_REF, REQ | IDX, "person" }, { "group", FIELD_REF, REQ | IDX, "group" },
      { "starts", FIELD_DATE, REQ, 0 }, { "ends", FIELD_DATE, 0, 0 },
      { "order", FIELD_REF, 0, "order" }, { "leave_order", FIELD_REF, 0, "order" },
      { "reason", FIELD_KEY, 0, 0 } } },
  { "subject", 10, 0,
    { { "name", FIELD_TEXT, REQ, 0 }, { "short", FIELD_TEXT, 0, 0 },
      { "programme", FIELD_KEY, 0, 0 }, { "ord", FIELD_INT, 0, 0 } } },
  { "journal", 11, 0,
    { { "group", FIELD_REF, REQ | IDX, "group" }, { "subject", FIELD_REF, REQ | IDX, "subject" },
      { "year", FIELD_REF, REQ | IDX, "year" }, { "programme", FIELD_KEY, 0, 0 },
      { "carrier", FIELD_KEY, 0, 0 }, { "scheme", FIELD_KEY, 0, 0 },
      { "grading", FIELD_KEY, 0, 0 }, { "hours", FIELD_INT, 0, 0 },
      { "subgroup", FIELD_TEXT, 0, 0 }, { "name", FIELD_TEXT, 0, 0 } } },
  { "journal_teacher", 12, 2,
    { { "journal", FIELD_REF, REQ, "journal" }, { "person", FIELD_REF, REQ | IDX, "person" },
      { "role", FIELD_KEY, 0, 0 }, { "starts", FIELD_DATE, 0, 0 },
      { "ends", FIELD_DATE, 0, 0 } } },
  { "journal_pupil", 13, 2,
    { { "journal", FIELD_REF, REQ, "journal" }, { "person", FIELD_REF, REQ | IDX, "person" },
      { "starts", FIELD_DATE, 0, 0 }, { "ends", FIELD_DATE, 0, 0 } } },
  { "lesson", 14, 0,
    { { "journal", FIELD_REF, REQ | IDX, "journal" }, { "date", FIELD_DATE, REQ | IDX, 0 },
      { "number", FIELD_INT, 0, 0 }, { "topic", FIELD_TEXT, 0, 0 },
      { "homework", FIELD_TEXT, 0, 0 }, { "work", FIELD_KEY, 0, 0 },
      { "weight", FIELD_INT, 0, 0 }, { "note", FIELD_TEXT, 0, 0 }, { "status", FIELD_KEY, 0, 0 },
      { "was", FIELD_DATE, 0, 0 } } },
  { "cell", 15, 2,
    { { "lesson", FIELD_REF, REQ, "lesson" }, { "person", FIELD_REF, REQ | IDX, "person" },
      { "marks", FIELD_TEXT, 0, 0 }, { "absence", FIELD_KEY, 0, 0 },
      { "comment", FIELD_TEXT, 0, 0 }, { "hidden", FIELD_BOOL, 0, 0 } } },
  { "result", 16, 3,
    { { "journal", FIELD_REF, REQ, "journal" }, { "person", FIELD_REF, REQ | IDX, "person" },
      { "period", FIELD_REF, REQ, "period" }, { "proposed", FIELD_TEXT, 0, 0 },
      { "decided", FIELD_TEXT, 0, 0 }, { "reason", FIELD_TEXT, 0, 0 },
      { "why", FIELD_TEXT, 0, 0 }, { "policy", FIELD_TEXT, 0, 0 },
      { "council", FIELD_TEXT, 0, 0 } } },
  { "lock", 17, 2,
    { { "journal", FIELD_REF, REQ, "journal" }, { "period", FIELD_REF, REQ, "period" },
      { "locked", FIELD_BOOL, 0, 0 }, { "reason", FIELD_TEXT, 0, 0 },
      { "until", FIELD_TEXT, 0, 0 } } },
  { "slot", 18, 0,
    { { "journal", FIELD_REF, REQ | IDX, "journal" }, { "weekday", FIELD_INT, REQ, 0 },
      { "number", FIELD_INT, REQ, 0 }, { "starts", FIELD_DATE, 0, 0 },
      { "ends", FIELD_DATE, 0, 0 }, { "room", FIELD_TEXT, 0, 0 } } },
  { "order", 19, 0,
    { { "number", FIELD_TEXT, REQ, 0 }, { "date", FIELD_DATE, REQ, 0 },
      { "title", FIELD_TEXT, REQ, 0 }, { "kind", FIELD_KEY, 0, 0 } } },
  { "protocol", 20, 0,
    { { "number", FIELD_TEXT, REQ, 0 }, { "date", FIELD_DATE, REQ, 0 },
      { "body", FIELD_TEXT, 0, 0 }, { "title", FIELD_TEXT, REQ, 0 } } },
  { "event", 21, 0,
    { { "person", FIELD_REF, REQ | IDX, "person" }, { "kind", FIELD_KEY, REQ, 0 },
      { "date", FIELD_DATE, REQ, 0 }, { "order", FIELD_REF, 0, "order" },
      { "note", FIELD_TEXT, 0, 0 } } },
  { "achievement", 22, 0,
    { { "person", FIELD_REF, REQ | IDX, "person" }, { "category", FIELD_KEY, 0, 0 },
      { "title", FIELD_TEXT, REQ, 0 }, { "level", FIELD_KEY, 0, 0 },
      { "place", FIELD_TEXT, 0, 0 }, { "date", FIELD_DATE, 0, 0 },
      { "document", FIELD_TEXT, 0, 0 } } },
  { "decision", 23, 2,
    { { "policy", FIELD_KEY, REQ, 0 }, { "question", FIELD_KEY, REQ, 0 },
      { "option", FIELD_KEY, 0, 0 }, { "value", FIELD_TEXT, 0, 0 },
      { "basis", FIELD_TEXT, REQ, 0 }, { "protocol", FIELD_REF, 0, "protocol" },
      { "decided_by", FIELD_TEXT, 0, 0 }, { "decided_on", FIELD_DATE, REQ, 0 } } },
  { "nomenclature", 24, 1,
    { { "record", FIELD_KEY, REQ, 0 }, { "kind", FIELD_KEY, 0, 0 }, { "years", FIELD_INT, 0, 0 },
      { "index", FIELD_TEXT, 0, 0 }, { "basis", FIELD_TEXT, REQ, 0 },
      { "since", FIELD_DATE, 0, 0 } } },
  { "setting", 25, 2,
    { { "policy", FIELD_KEY, REQ, 0 }, { "name", FIELD_KEY, REQ, 0 },
      { "value", FIELD_TEXT, 0, 0 } } },
  { "carrier_adoption", 26, 2,
    { { "carrier", FIELD_KEY, REQ, 0 }, { "body", FIELD_KEY, REQ, 0 },
      { "date", FIELD_DATE, REQ, 0 }, { "document", FIELD_TEXT, 0, 0 } } },
  { "file_unit", 27, 0,
    { { "record", FIELD_KEY, REQ | IDX, 0 }, { "title", FIELD_TEXT, REQ, 0 },
      { "year", FIELD_REF, IDX, "year" }, { "group", FIELD_REF, 0, "group" },
      { "person", FIELD_REF, 0, "person" }, { "medium", FIELD_KEY, 0, 0 },
      { "opened_on", FIELD_DATE, 0, 0 }, { "closed_on", FIELD_DATE, 0, 0 },
      { "event", FIELD_KEY, 0, 0 }, { "event_date", FIELD_DATE, 0, 0 },
      { "place", FIELD_KEY, 0, 0 }, { "keeper", FIELD_TEXT, 0, 0 },
      { "strict", FIELD_BOOL, 0, 0 }, { "index", FIELD_TEXT, 0, 0 },
      { "note", FIELD_TEXT, 0, 0 } } },
  { "user", 28, 0,
    { { "login", FIELD_KEY, REQ | FIELD_UNIQUE, 0 }, { "person", FIELD_REF, 0, "person" },
      { "active", FIELD_BOOL, 0, 0 } } },
  { "user_role", 29, 3,
    { { "user", FIELD_REF, REQ, "user" }, { "role", FIELD_KEY, REQ, 0 },
      { "scope", FIELD_KEY, 0, 0 }, { "since", FIELD_DATE, 0, 0 },
      { "until", FIELD_DATE, 0, 0 } } },
  { "adoption", 30, 0,
    { { "policy", FIELD_KEY, REQ, 0 }, { "title", FIELD_TEXT, 0, 0 },
      { "text", FIELD_TEXT, REQ | FIELD_LONG, 0 }, { "hash", FIELD_KEY, REQ, 0 },
      { "sources", FIELD_TEXT, FIELD_LONG, 0 }, { "protocol", FIELD_TEXT, 0, 0 },
      { "order", FIELD_TEXT, 0, 0 }, { "starts", FIELD_DATE, REQ, 0 },
      { "note", FIELD_TEXT, 0, 0 } } },
  { "vacation", 31, 0,
    { { "year", FIELD_REF, REQ | IDX, "year" }, { "name", FIELD_TEXT, REQ, 0 },
      { "starts", FIELD_DATE, REQ, 0 }, { "ends", FIELD_DATE, REQ, 0 },
      { "grades", FIELD_TEXT, 0, 0 } } },
  { "bell", 32, 2,
    { { "set", FIELD_KEY, REQ, 0 }, { "number", FIELD_KEY, REQ, 0 },
      { "starts", FIELD_TEXT, REQ, 0 }, { "ends", FIELD_TEXT, REQ, 0 } } },
  { "plan_row", 33, 0,
    { { "journal", FIELD_REF, REQ | IDX, "journal" }, { "ord", FIELD_INT, REQ, 0 },
      { "topic", FIELD_TEXT, REQ, 0 }, { "hours", FIELD_INT, 0, 0 },
      { "homework", FIELD_TEXT, 0, 0 }, { "work", FIELD_KEY, 0, 0 } } },
  { "substitution", 34, 1,
    { { "lesson", FIELD_REF, REQ, "lesson" }, { "person", FIELD_REF, REQ | IDX, "person" },
      { "reason", FIELD_TEXT, 0, 0 }, { "order", FIELD_REF, 0, "order" } } },
  { "absence_range", 35, 0,
    { { "person", FIELD_REF, REQ | IDX, "person" }, { "starts", FIELD_DATE, REQ, 0 },
      { "ends", FIELD_DATE, REQ, 0 }, { "reason", FIELD_KEY, REQ, 0 },
      { "document", FIELD_TEXT, 0, 0 }, { "order", FIELD_REF, 0, "order" } } },
  { "exemption", 36, 0,
    { { "person", FIELD_REF, REQ | IDX, "person" },
      { "journal", FIELD_REF, REQ | IDX, "journal" }, { "starts", FIELD_DATE, REQ, 0 },
      { "ends", FIELD_DATE, 0, 0 }, { "reason", FIELD_TEXT, 0, 0 },
      { "order", FIELD_REF, 0, "order" } } },
  { "remark", 37, 0,
    { { "journal", FIELD_REF, REQ | IDX, "journal" }, { "lesson", FIELD_REF, 0, "lesson" },
      { "person", FIELD_REF, 0, "person" }, { "kind", FIELD_KEY, REQ, 0 },
      { "text", FIELD_TEXT, REQ, 0 }, { "made_on", FIELD_DATE, REQ, 0 },
      { "due", FIELD_DATE, 0, 0 } } },
  { "remark_answer", 38, 1,
    { { "remark", FIELD_REF, REQ, "remark" }, { "answer", FIELD_TEXT, 0, 0 },
      { "done", FIELD_BOOL, 0, 0 }, { "answered_on", FIELD_DATE, 0, 0 } } },
  { "inspection", 39, 0,
    { { "journal", FIELD_REF, IDX, "journal" }, { "made_on", FIELD_DATE, REQ, 0 },
      { "aim", FIELD_TEXT, 0, 0 }, { "text", FIELD_TEXT, 0, 0 },
      { "inspector", FIELD_REF, 0, "person" } } },
  { "council", 40, 2,
    { { "person", FIELD_REF, REQ, "person" }, { "year", FIELD_REF, REQ | IDX, "year" },
      { "decision", FIELD_KEY, REQ, 0 }, { "protocol", FIELD_REF, 0, "protocol" },
      { "order", FIELD_REF, 0, "order" }, { "note", FIELD_TEXT, 0, 0 } } },
  { "debt", 41, 0,
    { { "person", FIELD_REF, REQ | IDX, "person" },
      { "journal", FIELD_REF, REQ | IDX, "journal" }, { "period", FIELD_REF, 0, "period" },
      { "due", FIELD_DATE, 0, 0 }, { "retaken_on", FIELD_DATE, 0, 0 },
      { "outcome", FIELD_TEXT, 0, 0 }, { "order", FIELD_REF, 0, "order" },
      { "note", FIELD_TEXT, 0, 0 } } },
  { "closing", 42, 2,
    { { "year", FIELD_REF, REQ, "year" }, { "step", FIELD_KEY, REQ, 0 },
      { "done", FIELD_BOOL, 0, 0 }, { "basis", FIELD_TEXT, 0, 0 }, { "by", FIELD_REF, 0, "person" },
      { "on", FIELD_DATE, 0, 0 } } },
  { "unlock_ask", 43, 2,
    { { "journal", FIELD_REF, REQ, "journal" }, { "period", FIELD_REF, REQ, "period" },
      { "by", FIELD_REF, 0, "person" }, { "reason", FIELD_TEXT, REQ, 0 },
      { "on", FIELD_DATE, 0, 0 }, { "done", FIELD_BOOL, 0, 0 } } },
  /* clang-format on */
};

const Kind *kinds_all(int *n) {
  *n = (int)(sizeof kinds / sizeof kinds[0]);
  return kinds;
}

const Kind *kind_named(const char *name) {
  int n;
  const Kind *k = kinds_all(&n);
  for (; n > 0; n--, k++)
    if (strcmp(k->name, name) == 0) return k;
  return NULL;
}

const Kind *kind_coded(int code) {
  int n;
  const Kind *k = kinds_all(&n);
  for (; n > 0; n--, k++)
    if (k->code == code) return k;
  return NULL;
}

int kind_width(const Kind *k) {
  int n = 0;
  while (k->fields[n].name != NULL) n++;
  return n;
}

int kind_field(const Kind *k, const char *name) {
  for (int i = 0; k->fields[i].name != NULL; i++)
    if (strcmp(k->fields[i].name, name) == 0) return i;
  return -1;
}
