/*
 * The plain way to read the fields of sessions: simdjson On-Demand over each value.
 * Usage: fields FILE. The file holds values, each behind its length (four bytes, lowest first).
 * Prints how many values were read, how many bytes their fields have, and the seconds it took.
 */
#include <simdjson.h>

#include <chrono>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace {

using simdjson::ondemand::object;

/// What a session list shows of one value.
struct session {
  bool has_cookie;
  std::string user, organization, role, ip, agent, created, seen;

  size_t size() const {
    return user.size() + organization.size() + role.size() + ip.size() + agent.size() +
           created.size() + seen.size();
  }
};

void take(simdjson::simdjson_result<simdjson::ondemand::value> value, std::string &field) {
  std::string_view text;
  if (value.get_string().get(text) == simdjson::SUCCESS) field.assign(text);
}

void read_user(object user, session &session) {
  for (auto field : user) {
    std::string_view name;
    if (field.unescaped_key().get(name)) continue;
    if (name == "id") take(field.value(), session.user);
    else if (name == "orgId") take(field.value(), session.organization);
    else if (name == "role") take(field.value(), session.role);
  }
}

void read_meta(object meta, session &session) {
  for (auto field : meta) {
    std::string_view name;
    if (field.unescaped_key().get(name)) continue;
    if (name == "ip") take(field.value(), session.ip);
    else if (name == "userAgent") take(field.value(), session.agent);
    else if (name == "createdAt") take(field.value(), session.created);
    else if (name == "lastSeen") take(field.value(), session.seen);
  }
}

void read(object root, session &session) {
  for (auto field : root) {
    std::string_view name;
    if (field.unescaped_key().get(name)) continue;
    object inner;
    if (name == "cookie") {
      session.has_cookie = field.value().get_object().get(inner) == simdjson::SUCCESS;
    } else if (name == "user") {
      if (field.value().get_object().get(inner) == simdjson::SUCCESS) read_user(inner, session);
    } else if (name == "meta") {
      if (field.value().get_object().get(inner) == simdjson::SUCCESS) read_meta(inner, session);
    }
  }
}

}  // namespace

int main(int count, char **arguments) {
  if (count != 2) {
    std::fprintf(stderr, "usage: fields FILE\n");
    return 64;
  }
  std::ifstream file(arguments[1], std::ios::binary);
  const std::string all((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  std::vector<simdjson::padded_string> values;
  for (size_t at = 0; at + 4 <= all.size();) {
    uint32_t length;
    std::memcpy(&length, all.data() + at, 4);
    values.emplace_back(all.data() + at + 4, length);
    at += 4 + length;
  }
  const auto start = std::chrono::steady_clock::now();
  simdjson::ondemand::parser parser;
  size_t bytes = 0;
  for (const auto &value : values) {
    session session{};
    simdjson::ondemand::document document;
    object root;
    if (parser.iterate(value).get(document) || document.get_object().get(root)) continue;
    read(root, session);
    bytes += session.size();
  }
  const std::chrono::duration<double> passed = std::chrono::steady_clock::now() - start;
  std::printf("%zu %zu %.6f\n", values.size(), bytes, passed.count());
  return 0;
}
