/* kinds.h -- the one table of everything the ledger can speak about.
** Floor: data.  Includes nothing of data.  Included by store, ledger, fold.
** A kind is a declaration: its fields, their types, what it refers to and its
** natural key.  A new kind is a new declaration in kinds.c and no code: the
** derived table d_<name>, the statements, the checks and the canonical body
** all follow from it.  Kinds hold no enumeration that a regulation may change:
** carriers, roles, symbols and so on are text keys which the policy checks. */
#ifndef DATA_KINDS_H
#define DATA_KINDS_H

enum { KIND_FIELDS_MAX = 16, KIND_KEY_MAX = 3 };

typedef enum FieldType {
  FIELD_TEXT,  /* free text, NFC, no control characters but newline and tab */
  FIELD_NAME,  /* a person's name part: letters, hyphen, space, apostrophe */
  FIELD_KEY,   /* a word of the policy: no blanks at the ends, no '|' */
  FIELD_DATE,  /* YYYY-MM-DD, a real day */
  FIELD_INT,   /* whole number */
  FIELD_BOOL,  /* 0 or 1 */
  FIELD_SNILS, /* eleven digits with a right check sum, or the printed form */
  FIELD_REF    /* id of a record of kind 'ref' */
} FieldType;

enum { FIELD_REQUIRED = 1, FIELD_INDEX = 2, FIELD_UNIQUE = 4, FIELD_LONG = 8 };

typedef struct Field {
  const char *name;
  FieldType type;
  int flags;       /* FIELD_REQUIRED ... */
  const char *ref; /* kind referred to, FIELD_REF only */
} Field;

typedef struct Kind {
  const char *name;
  int code; /* number written in the ledger: never reused, never changed */
  int nkey; /* the first nkey fields are the natural key; 0: the record has an own id */
  Field fields[KIND_FIELDS_MAX + 1]; /* ended by a NULL name */
} Kind;

/* All kinds; *n gets their number.  The table is constant and lives for ever. */
const Kind *kinds_all(int *n);

/* The kind of that name or code, or NULL. */
const Kind *kind_named(const char *name);
const Kind *kind_coded(int code);

/* Number of fields, and the index of a field by name (-1: none). */
int kind_width(const Kind *k);
int kind_field(const Kind *k, const char *name);

#endif
