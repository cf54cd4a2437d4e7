#include "base/asset.h"

#include <string.h>

unsigned asset_first(const char *name) {
  unsigned low = 0, high = asset_count;
  while (low < high) {
    unsigned middle = low + (high - low) / 2;
    if (strcmp(asset_table[middle].name, name) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

const Asset *asset_find(const char *name) {
  unsigned at = asset_first(name);
  return at < asset_count && strcmp(asset_table[at].name, name) == 0 ? &asset_table[at] : NULL;
}
