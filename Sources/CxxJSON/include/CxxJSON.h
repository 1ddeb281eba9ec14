#ifndef CXXJSON_H
#define CXXJSON_H

#include <stddef.h>
#include <stdint.h>

/// Lets Swift check that a switch names every case.
#define CXXJSON_CLOSED __attribute__((enum_extensibility(closed)))

#ifdef __cplusplus
extern "C" {
#endif

/// simdjson On-Demand for Swift: two ways to read a document, no exception and no callback.
///
/// A reader belongs to one thread at a time. Every text pointer that a call hands out lies in the
/// reader's own memory and is valid until the next call on the same reader or its end.
typedef struct cxxjson_reader cxxjson_reader;

/// How a call ended. Fields and nodes found before a fault stay available.
typedef enum CXXJSON_CLOSED cxxjson_status {
  CXXJSON_OK = 0,
  /// Not UTF-8 somewhere.
  CXXJSON_BAD_UTF8,
  /// A raw control character inside a string.
  CXXJSON_CONTROL_CHARACTER,
  /// The text ends inside a string, an array or an object.
  CXXJSON_INCOMPLETE,
  /// Not JSON for any other reason, or something behind the document.
  CXXJSON_MALFORMED,
  /// Depth or number of nodes beyond the caller's bound: the rest was left out.
  CXXJSON_BOUNDED,
  /// Too large for the parser, or no memory.
  CXXJSON_NO_CAPACITY,
} cxxjson_status;

/// What a value is.
typedef enum CXXJSON_CLOSED cxxjson_kind {
  CXXJSON_MISSING = 0,
  CXXJSON_NULL,
  CXXJSON_FALSE,
  CXXJSON_TRUE,
  /// `text` has the digits as written.
  CXXJSON_NUMBER,
  /// `text` is decoded UTF-8.
  CXXJSON_STRING,
  /// `text` is what stands between the quotes, since it can't be decoded (a lone surrogate).
  CXXJSON_RAW_STRING,
  CXXJSON_ARRAY,
  CXXJSON_OBJECT,
} cxxjson_kind;

/// A value, without its children.
typedef struct cxxjson_field {
  cxxjson_kind kind;
  const char *text;
  size_t length;
} cxxjson_field;

/// One step of the wanted paths, as a trie in preorder; node 0 is the document itself.
typedef struct cxxjson_step {
  /// Where the member's name lies in the pool of names.
  uint32_t name_offset;
  uint32_t name_length;
  /// Index of the field to fill; negative for none.
  int32_t slot;
  /// Index of the first child; 0 for none.
  uint32_t first_child;
  /// Index of the next step below the same parent; 0 for none.
  uint32_t next_sibling;
  /// Index behind the last step of this subtree.
  uint32_t end;
} cxxjson_step;

/// A value of a whole document in preorder.
typedef struct cxxjson_node {
  cxxjson_field value;
  /// The member's name; NULL in arrays and for the root.
  const char *name;
  size_t name_length;
  /// 0 for the root.
  uint32_t depth;
  /// Whether children were left out because of the depth bound.
  uint8_t is_cut;
} cxxjson_node;

/// Makes a reader; NULL when there is no memory.
cxxjson_reader *cxxjson_reader_create(void);

/// Ends a reader and every pointer got from it.
void cxxjson_reader_destroy(cxxjson_reader *reader);

/// Fills `fields` (one per slot, all `CXXJSON_MISSING` at first) in one pass over an object.
///
/// Of a member that stands twice the last counts, as with `JSON.parse`. Values nobody asked for are
/// skipped without being checked.
cxxjson_status cxxjson_extract(
    cxxjson_reader *reader, const uint8_t *json, size_t length, const cxxjson_step *steps,
    const char *names, cxxjson_field *fields, size_t field_count);

/// Lists the values of a document in preorder, at most `max_nodes` of them and `max_depth` deep.
cxxjson_status cxxjson_walk(
    cxxjson_reader *reader, const uint8_t *json, size_t length, uint32_t max_depth,
    size_t max_nodes, const cxxjson_node **nodes, size_t *count);

#ifdef __cplusplus
}
#endif
#endif
