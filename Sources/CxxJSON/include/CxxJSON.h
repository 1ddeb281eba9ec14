#ifndef CXXJSON_H
#define CXXJSON_H
#ifdef __cplusplus
extern "C" {
#endif
/// Bytes of zeroed padding that a document's buffer must have behind its last byte.
int cxxjson_padding(void);
#ifdef __cplusplus
}
#endif
#endif
