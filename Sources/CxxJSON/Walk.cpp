#include "Reader.h"

#include <new>

using simdjson::error_code;

namespace {

/// A name as written, for one that can't be decoded; `text` begins behind its opening quote.
std::string_view between_quotes(const char *text) noexcept {
  size_t length = 0;
  while (text[length] != '"') length += text[length] == '\\' ? 2 : 1;
  return {text, length};
}

/// Lists values in preorder; recursion ends at `max_depth`.
class walk {
 public:
  walk(cxxjson_node *nodes, size_t max_nodes, uint32_t max_depth) noexcept
      : nodes_(nodes), max_nodes_(max_nodes), max_depth_(max_depth) {}

  size_t count() const noexcept { return count_; }
  bool is_bounded() const noexcept { return is_full_ || is_cut_; }

  cxxjson_node *append(uint32_t depth) noexcept {
    if (count_ == max_nodes_) {
      is_full_ = true;
      return nullptr;
    }
    cxxjson_node *node = &nodes_[count_++];
    *node = cxxjson_node{};
    node->depth = depth;
    return node;
  }

  error_code value(ondemand::value value, uint32_t depth, std::string_view name) noexcept {
    cxxjson_field field{};
    SIMDJSON_TRY(cxxjson::read(value, field));
    cxxjson_node *node = append(depth);
    if (node == nullptr) return simdjson::SUCCESS;
    node->value = field;
    node->name = name.data();
    node->name_length = name.size();
    if (field.kind != CXXJSON_ARRAY && field.kind != CXXJSON_OBJECT) return simdjson::SUCCESS;
    if (depth == max_depth_) {
      node->is_cut = 1;
      is_cut_ = true;
      return simdjson::SUCCESS;
    }
    if (field.kind == CXXJSON_ARRAY) {
      ondemand::array inner;
      SIMDJSON_TRY(value.get_array().get(inner));
      return array(inner, depth + 1);
    }
    ondemand::object inner;
    SIMDJSON_TRY(value.get_object().get(inner));
    return object(inner, depth + 1);
  }

  error_code array(ondemand::array array, uint32_t depth) noexcept {
    for (auto item : array) {
      ondemand::value element;
      SIMDJSON_TRY(std::move(item).get(element));
      SIMDJSON_TRY(value(element, depth, {}));
      if (is_full_) return simdjson::SUCCESS;
    }
    return simdjson::SUCCESS;
  }

  error_code object(ondemand::object object, uint32_t depth) noexcept {
    for (auto item : object) {
      ondemand::field field;
      SIMDJSON_TRY(std::move(item).get(field));
      // Decoding consumes the key: note first where it stands.
      const char *raw = field.key().raw();
      std::string_view name;
      if (field.unescaped_key().get(name)) name = between_quotes(raw);
      SIMDJSON_TRY(value(field.value(), depth, name));
      if (is_full_) return simdjson::SUCCESS;
    }
    return simdjson::SUCCESS;
  }

  error_code document(ondemand::document &document) noexcept {
    ondemand::json_type type;
    SIMDJSON_TRY(document.type().get(type));
    cxxjson_node *root = append(0);
    if (root == nullptr) return simdjson::SUCCESS;
    if (type == ondemand::json_type::object) {
      root->value.kind = CXXJSON_OBJECT;
      ondemand::object inner;
      SIMDJSON_TRY(document.get_object().get(inner));
      return object(inner, 1);
    }
    if (type == ondemand::json_type::array) {
      root->value.kind = CXXJSON_ARRAY;
      ondemand::array inner;
      SIMDJSON_TRY(document.get_array().get(inner));
      return array(inner, 1);
    }
    return scalar(document, *root);
  }

 private:
  error_code scalar(ondemand::document &document, cxxjson_node &root) noexcept {
    std::string_view token;
    SIMDJSON_TRY(document.raw_json_token().get(token));
    SIMDJSON_TRY(cxxjson::read(token, root.value));
    if (root.value.kind != CXXJSON_RAW_STRING) return simdjson::SUCCESS;
    std::string_view decoded;
    if (document.get_string().get(decoded) == simdjson::SUCCESS) {
      root.value = cxxjson_field{CXXJSON_STRING, decoded.data(), decoded.size()};
    }
    return simdjson::SUCCESS;
  }

  cxxjson_node *nodes_;
  size_t max_nodes_;
  uint32_t max_depth_;
  size_t count_ = 0;
  bool is_full_ = false;
  bool is_cut_ = false;
};

}  // namespace

extern "C" cxxjson_status cxxjson_walk(cxxjson_reader *reader, const uint8_t *json, size_t length,
                                       uint32_t max_depth, size_t max_nodes,
                                       const cxxjson_node **nodes, size_t *count) {
  *nodes = nullptr;
  *count = 0;
  if (max_nodes > reader->node_capacity) {
    reader->nodes.reset(new (std::nothrow) cxxjson_node[max_nodes]);
    reader->node_capacity = reader->nodes ? max_nodes : 0;
    if (!reader->nodes) return CXXJSON_NO_CAPACITY;
  }
  ondemand::document document;
  if (auto error = reader->open(json, length, document)) return cxxjson::status(error);
  walk visit(reader->nodes.get(), max_nodes, max_depth);
  const error_code error = visit.document(document);
  *nodes = reader->nodes.get();
  *count = visit.count();
  if (error) return cxxjson::status(error);
  if (visit.is_bounded()) return CXXJSON_BOUNDED;
  const cxxjson_kind root = reader->nodes[0].value.kind;
  const bool is_container = root == CXXJSON_ARRAY || root == CXXJSON_OBJECT;
  return is_container && !cxxjson::is_at_end(document) ? CXXJSON_MALFORMED : CXXJSON_OK;
}
