// Word segmentation with ICU's Japanese dictionary.
//
// The words of a run are the sequence with the least sum of costs: a shortest path over the
// dictionary's entries, with fixed costs for unknown characters and for runs of katakana, found by
// dynamic programming. The costs and limits are those that ICU's break iterator works with, so that
// both cut alike; a test compares them. Walking the dictionary here, with a table for the first
// character, takes a fraction of the time of the break iterator.
//
// The dictionary is a UCharsTrie: ICU's header ucharstrie.h describes its nodes.

#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/udata.h>
#include <unicode/uscript.h>
#include <unicode/utf16.h>

#include "CICU.h"

enum {
    branch_linear_limit = 5,
    min_linear_match = 0x30,
    min_value_lead = 0x40,
    node_type_mask = 0x3F,
    value_is_final = 0x8000,
    longest_word = 20,
    longest_katakana = 20,
    unknown_cost = 255,
};

#define UNREACHED UINT32_MAX
#define NOT_LOOKED_UP UINT32_MAX
#define NO_NODE (UINT32_MAX - 1)

struct cicu_dictionary {
    UDataMemory *memory;
    const uint16_t *trie;
    // For each first unit of a word, the node behind it; filled as units are met.
    uint32_t first[0x10000];
    uint32_t *cost;
    int32_t *previous;
    int32_t capacity;
};

cicu_dictionary *cicu_dictionary_open(int32_t *status) {
    UErrorCode error = U_ZERO_ERROR;
    UDataMemory *memory = udata_open(U_ICUDATA_NAME "-brkitr", "dict", "cjdict", &error);
    *status = error;
    if (U_FAILURE(error)) return NULL;
    const int32_t *indexes = udata_getMemory(memory);
    // A trie of UTF-16 units with values is of type 9; the first index is its offset in bytes.
    if (indexes == NULL || (indexes[4] & 7) != 1 || indexes[0] < 32) {
        udata_close(memory);
        *status = U_INVALID_FORMAT_ERROR;
        return NULL;
    }
    cicu_dictionary *dictionary = calloc(1, sizeof *dictionary);
    if (dictionary == NULL) {
        udata_close(memory);
        *status = U_MEMORY_ALLOCATION_ERROR;
        return NULL;
    }
    dictionary->memory = memory;
    dictionary->trie = (const uint16_t *)((const char *)indexes + indexes[0]);
    memset(dictionary->first, 0xFF, sizeof dictionary->first);
    return dictionary;
}

void cicu_dictionary_close(cicu_dictionary *dictionary) {
    if (dictionary == NULL) return;
    udata_close(dictionary->memory);
    free(dictionary->cost);
    free(dictionary->previous);
    free(dictionary);
}

// MARK: The trie

/// A place in the trie: a node, or the middle of a linear-match node with `left` units to match.
typedef struct {
    const uint16_t *position;
    int32_t left;
} place;

static const uint16_t *jump(const uint16_t *p) {
    uint32_t delta = *p++;
    if (delta >= 0xFC00) {
        if (delta == 0xFFFF) {
            delta = (uint32_t)p[0] << 16 | p[1];
            p += 2;
        } else {
            delta = (delta - 0xFC00) << 16 | *p++;
        }
    }
    return p + delta;
}

static const uint16_t *skip_delta(const uint16_t *p) {
    uint32_t delta = *p++;
    if (delta >= 0xFC00) p += delta == 0xFFFF ? 2 : 1;
    return p;
}

static const uint16_t *skip_value(const uint16_t *p) {
    uint32_t lead = *p++ & 0x7FFF;
    if (lead >= 0x4000) p += lead == 0x7FFF ? 2 : 1;
    return p;
}

/// Follows a branch; NULL if it has no such unit.
static const uint16_t *follow_branch(const uint16_t *p, uint32_t length, uint16_t unit) {
    if (length == 0) length = *p++;
    length++;
    while (length > branch_linear_limit) {
        if (unit < *p++) {
            length >>= 1;
            p = jump(p);
        } else {
            length -= length >> 1;
            p = skip_delta(p);
        }
    }
    do {
        if (unit == *p++) {
            uint32_t node = *p;
            if (node & value_is_final) return p;
            p++;
            if (node < 0x4000) return p + node;
            if (node < 0x7FFF) return p + 1 + ((node - 0x4000) << 16 | p[0]);
            return p + 2 + ((uint32_t)p[0] << 16 | p[1]);
        }
        length--;
        p = skip_value(p);
    } while (length > 1);
    return unit == *p++ ? p : NULL;
}

/// Moves over one unit; false if no word goes on with it.
static bool step(place *at, uint16_t unit) {
    const uint16_t *p = at->position;
    if (at->left > 0) {
        if (*p != unit) return false;
        at->position = p + 1;
        at->left--;
        return true;
    }
    uint32_t node = *p;
    if (node & value_is_final) return false;
    p++;
    if (node >= min_value_lead) {
        if (node >= 0x4040) p += node < 0x7FC0 ? 1 : 2;
        node &= node_type_mask;
    }
    if (node < min_linear_match) {
        p = follow_branch(p, node, unit);
        if (p == NULL) return false;
        at->position = p;
        at->left = 0;
        return true;
    }
    if (*p != unit) return false;
    at->position = p + 1;
    at->left = (int32_t)(node - min_linear_match);
    return true;
}

/// The value of the word that ends at a place; false if none does.
static bool value(const place *at, uint32_t *result) {
    if (at->left > 0) return false;
    const uint16_t *p = at->position;
    uint32_t node = *p++;
    if (node & value_is_final) {
        node &= 0x7FFF;
        *result = node < 0x4000 ? node
                  : node < 0x7FFF ? ((node - 0x4000) << 16 | p[0])
                                  : ((uint32_t)p[0] << 16 | p[1]);
        return true;
    }
    if (node < min_value_lead) return false;
    *result = node < 0x4040 ? (node >> 6) - 1
              : node < 0x7FC0 ? (((node & 0x7FC0) - 0x4040) << 10 | p[0])
                              : ((uint32_t)p[0] << 16 | p[1]);
    return true;
}

// MARK: The path

static bool is_katakana(uint32_t unit) {
    return (unit >= 0x30A1 && unit <= 0x30FE && unit != 0x30FB) || (unit >= 0xFF66 && unit <= 0xFF9F);
}

static uint32_t katakana_cost(int32_t length) {
    static const uint32_t costs[] = {8192, 984, 408, 240, 204, 252, 300, 372, 480};
    return length > 8 ? 8192 : costs[length];
}

static bool reserve(cicu_dictionary *dictionary, int32_t count) {
    if (dictionary->capacity >= count) return true;
    int32_t capacity = count * 2 + 64;
    uint32_t *cost = realloc(dictionary->cost, (size_t)capacity * sizeof *cost);
    if (cost == NULL) return false;
    dictionary->cost = cost;
    int32_t *previous = realloc(dictionary->previous, (size_t)capacity * sizeof *previous);
    if (previous == NULL) return false;
    dictionary->previous = previous;
    dictionary->capacity = capacity;
    return true;
}

static inline void relax(cicu_dictionary *dictionary, int32_t from, int32_t to, uint32_t cost) {
    uint32_t sum = dictionary->cost[from] + cost;
    if (sum < dictionary->cost[to]) {
        dictionary->cost[to] = sum;
        dictionary->previous[to] = from;
    }
}

/// The place behind the first unit of a word; false if no word begins with it.
static bool begin(cicu_dictionary *dictionary, uint16_t unit, place *at) {
    uint32_t known = dictionary->first[unit];
    if (known == NOT_LOOKED_UP) {
        *at = (place){dictionary->trie, 0};
        bool found = step(at, unit);
        // A linear match below the root cannot be told in one number: it is looked up each time.
        if (found && at->left > 0) return true;
        known = found ? (uint32_t)(at->position - dictionary->trie) : NO_NODE;
        dictionary->first[unit] = known;
    }
    if (known == NO_NODE) return false;
    *at = (place){dictionary->trie + known, 0};
    return true;
}

bool cicu_dictionary_segment(cicu_dictionary *dictionary, const uint16_t *text, int32_t length,
                             uint8_t *starts) {
    if (length <= 0) return true;
    if (!reserve(dictionary, length + 1)) return false;
    uint32_t *cost = dictionary->cost;
    for (int32_t i = 1; i <= length; i++) cost[i] = UNREACHED;
    cost[0] = 0;
    bool was_katakana = false;
    for (int32_t i = 0; i < length; i++) {
        bool katakana = is_katakana(text[i]);
        if (cost[i] == UNREACHED) {
            // The second half of a surrogate pair, or a place inside words only.
            if (!U16_IS_TRAIL(text[i])) was_katakana = katakana;
            continue;
        }
        int32_t single = U16_IS_LEAD(text[i]) && i + 1 < length && U16_IS_TRAIL(text[i + 1]) ? 2 : 1;
        bool has_single = false;
        place at;
        if (begin(dictionary, text[i], &at)) {
            int32_t characters = single == 2 ? 0 : 1;
            int32_t end = i + 1;
            while (true) {
                uint32_t found;
                if (value(&at, &found)) {
                    if (end - i == single) has_single = true;
                    relax(dictionary, i, end, found);
                }
                if (end >= length || characters >= longest_word) break;
                if (!step(&at, text[end])) break;
                if (!U16_IS_LEAD(text[end])) characters++;
                end++;
            }
        }
        if (!has_single) relax(dictionary, i, i + single, unknown_cost);
        if (katakana && !was_katakana) {
            int32_t end = i + 1;
            while (end < length && end - i < longest_katakana && is_katakana(text[end])) end++;
            if (end - i < longest_katakana) relax(dictionary, i, end, katakana_cost(end - i));
        }
        was_katakana = katakana;
    }
    for (int32_t i = length; i > 0; i = dictionary->previous[i]) starts[dictionary->previous[i]] = 1;
    return true;
}
