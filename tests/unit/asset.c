/* The embedded files: the table is sorted, every file is found, a prefix finds its first file. */
#include "base/asset.h"
#include "tap.h"

static int sorted(void) {
  for (unsigned i = 1; i < asset_count; i++)
    if (strcmp(asset_table[i - 1].name, asset_table[i].name) >= 0) return 0;
  return 1;
}

static int all_found(void) {
  for (unsigned i = 0; i < asset_count; i++)
    if (asset_find(asset_table[i].name) != &asset_table[i]) return 0;
  return 1;
}

static int all_whole(void) {
  for (unsigned i = 0; i < asset_count; i++)
    if (strlen(asset_table[i].hash) != 64 || asset_table[i].data[asset_table[i].size]) return 0;
  return 1;
}

int main(void) {
  OK(asset_count > 0, "files are embedded");
  OK(sorted(), "names are sorted and differ");
  OK(all_found(), "every file is found by its name");
  OK(all_whole(), "every file has a hash and ends in NUL");
  OK(!asset_find("no/such/file"), "an unknown name is not found");
  OK(!asset_find(""), "an empty name is not found");
  const Asset *font = asset_find("assets/web/fonts/golos-text-cyrillic.woff2");
  OK(font && memcmp(font->data, "wOF2", 4) == 0, "the Cyrillic font comes from its package");
  unsigned first = asset_first("assets/web/fonts/");
  OK(first < asset_count && !strncmp(asset_table[first].name, "assets/web/fonts/", 17),
     "a prefix finds the first of its files");
  IS(asset_first("\xff"), asset_count, "after the last name there is nothing");
  return DONE();
}
