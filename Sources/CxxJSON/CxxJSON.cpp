#include "CxxJSON.h"
#include <simdjson.h>

int cxxjson_padding(void) { return static_cast<int>(simdjson::SIMDJSON_PADDING); }
