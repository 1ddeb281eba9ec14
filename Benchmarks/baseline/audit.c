/* The least that reading or writing the audit collections can cost, by libmongoc and OpenSSL.
 *
 *   audit verify URI DATABASE     reads headers and bodies in order, hashes each header once and takes
 *                                 one HMAC of each disclosed field
 *   audit append URI DATABASE N   inserts N bodies and N headers, one after the other, each w: majority
 *
 * Prints the seconds that it took. */
#include <mongoc/mongoc.h>
#include <openssl/hmac.h>
#include <openssl/sha.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void fail(const char *what, const bson_error_t *error) {
  fprintf(stderr, "%s: %s\n", what, error ? error->message : "failed");
  exit(1);
}

static mongoc_cursor_t *in_order(mongoc_collection_t *collection) {
  bson_t *filter = bson_new();
  bson_t *options = BCON_NEW("sort", "{", "_id", BCON_INT32(1), "}", "batchSize", BCON_INT32(1000));
  mongoc_cursor_t *cursor = mongoc_collection_find_with_opts(collection, filter, options, NULL);
  bson_destroy(filter);
  bson_destroy(options);
  return cursor;
}

static unsigned hash_header(const bson_t *header) {
  unsigned char text[2048], digest[SHA256_DIGEST_LENGTH];
  size_t used = 1;
  bson_iter_t at;
  text[0] = 0;
  if (!bson_iter_init(&at, header)) fail("header", NULL);
  while (bson_iter_next(&at)) {
    if (!BSON_ITER_HOLDS_UTF8(&at) || !strcmp(bson_iter_key(&at), "hash")) continue;
    uint32_t length;
    const char *value = bson_iter_utf8(&at, &length);
    int room = (int)(sizeof text - used);
    int wrote = snprintf((char *)text + used, (size_t)room, "\"%s\":\"%.*s\",", bson_iter_key(&at),
                         (int)length, value);
    if (wrote < 0 || wrote >= room) fail("header", NULL);
    used += (size_t)wrote;
  }
  SHA256(text, used, digest);
  return digest[0];
}

static int digit(char c) { return c <= '9' ? c - '0' : c - 'a' + 10; }

static unsigned hash_field(bson_iter_t *field) {
  bson_iter_t in;
  unsigned char salt[32], digest[EVP_MAX_MD_SIZE];
  unsigned length = 0;
  static unsigned char message[1 << 20];
  size_t used = 0;
  memset(salt, 0, sizeof salt);
  if (!bson_iter_recurse(field, &in)) return 0;
  while (bson_iter_next(&in)) {
    const char *key = bson_iter_key(&in);
    if (!strcmp(key, "salt") && BSON_ITER_HOLDS_UTF8(&in)) {
      const char *hex = bson_iter_utf8(&in, NULL);
      for (size_t i = 0; i < sizeof salt && hex[2 * i]; i++)
        salt[i] = (unsigned char)(digit(hex[2 * i]) << 4 | digit(hex[2 * i + 1]));
      continue;
    }
    const bson_value_t *value = bson_iter_value(&in);
    const void *bytes = value;
    size_t size = 8;
    if (value->value_type == BSON_TYPE_UTF8) {
      bytes = value->value.v_utf8.str;
      size = value->value.v_utf8.len;
    } else if (value->value_type == BSON_TYPE_DOCUMENT || value->value_type == BSON_TYPE_ARRAY) {
      bytes = value->value.v_doc.data;
      size = value->value.v_doc.data_len;
    }
    if (used + size > sizeof message) size = sizeof message - used;
    memcpy(message + used, bytes, size);
    used += size;
  }
  HMAC(EVP_sha256(), salt, sizeof salt, message, used, digest, &length);
  return digest[0];
}

static void verify(mongoc_database_t *database) {
  mongoc_collection_t *headers = mongoc_database_get_collection(database, "audit_headers");
  mongoc_collection_t *bodies = mongoc_database_get_collection(database, "audit_bodies");
  mongoc_cursor_t *cursor = in_order(headers);
  const bson_t *document;
  bson_error_t error;
  unsigned long sum = 0, count = 0;
  while (mongoc_cursor_next(cursor, &document)) sum += hash_header(document), count++;
  if (mongoc_cursor_error(cursor, &error)) fail("headers", &error);
  mongoc_cursor_destroy(cursor);
  cursor = in_order(bodies);
  while (mongoc_cursor_next(cursor, &document)) {
    bson_iter_t at, field;
    if (!bson_iter_init_find(&at, document, "disclosed") || !bson_iter_recurse(&at, &field)) continue;
    while (bson_iter_next(&field)) sum += hash_field(&field);
  }
  if (mongoc_cursor_error(cursor, &error)) fail("bodies", &error);
  mongoc_cursor_destroy(cursor);
  mongoc_collection_destroy(headers);
  mongoc_collection_destroy(bodies);
  fprintf(stderr, "%lu headers, sum %lu\n", count, sum);
}

static void insert(mongoc_collection_t *collection, const bson_t *document) {
  bson_t *options = BCON_NEW("writeConcern", "{", "w", BCON_UTF8("majority"), "}");
  bson_error_t error;
  if (!mongoc_collection_insert_one(collection, document, options, NULL, &error))
    fail("insert", &error);
  bson_destroy(options);
}

static void append(mongoc_database_t *database, long count) {
  mongoc_collection_t *headers = mongoc_database_get_collection(database, "bare_headers");
  mongoc_collection_t *bodies = mongoc_database_get_collection(database, "bare_bodies");
  static const char hash[] = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
  for (long i = 0; i < count; i++) {
    bson_t body = BSON_INITIALIZER, fields, field;
    bson_oid_t id;
    bson_oid_init(&id, NULL);
    bson_append_oid(&body, "_id", -1, &id);
    bson_append_array_begin(&body, "disclosed", -1, &fields);
    for (int n = 0; n < 24; n++) {
      char key[8];
      snprintf(key, sizeof key, "%d", n);
      bson_append_document_begin(&fields, key, -1, &field);
      bson_append_utf8(&field, "path", -1, "target.mongoHost", -1);
      bson_append_utf8(&field, "salt", -1, hash, -1);
      bson_append_utf8(&field, "value", -1, "localhost:27017", -1);
      bson_append_document_end(&fields, &field);
    }
    bson_append_array_end(&body, &fields);
    insert(bodies, &body);
    bson_destroy(&body);
    bson_t header = BSON_INITIALIZER;
    bson_append_oid(&header, "_id", -1, &id);
    bson_append_utf8(&header, "bodyRoot", -1, hash, -1);
    bson_append_utf8(&header, "prev", -1, hash, -1);
    bson_append_utf8(&header, "hash", -1, hash, -1);
    insert(headers, &header);
    bson_destroy(&header);
  }
  mongoc_collection_destroy(headers);
  mongoc_collection_destroy(bodies);
}

int main(int argc, char **argv) {
  if (argc < 4) {
    fprintf(stderr, "usage: audit verify|append URI DATABASE [COUNT]\n");
    return 64;
  }
  mongoc_init();
  mongoc_client_t *client = mongoc_client_new(argv[2]);
  if (!client) fail("the address", NULL);
  mongoc_database_t *database = mongoc_client_get_database(client, argv[3]);
  double start = now();
  if (!strcmp(argv[1], "verify"))
    verify(database);
  else
    append(database, argc > 4 ? atol(argv[4]) : 100);
  printf("%.6f\n", now() - start);
  mongoc_database_destroy(database);
  mongoc_client_destroy(client);
  mongoc_cleanup();
  return 0;
}
