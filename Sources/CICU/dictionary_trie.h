// The nodes of ICU's UCharsTrie, as the header ucharstrie.h describes them.

#ifndef RENKEI_DICTIONARY_TRIE_H
#define RENKEI_DICTIONARY_TRIE_H

#include <stdbool.h>
#include <stdint.h>

enum {
    branch_linear_limit = 5,
    min_linear_match = 0x30,
    min_value_lead = 0x40,
    node_type_mask = 0x3F,
    value_is_final = 0x8000,
};

/// A place in the trie: a node, or the middle of a linear-match node with `left` units to match.
typedef struct {
    const uint16_t *position;
    int32_t left;
} place;

static inline const uint16_t *jump(const uint16_t *p) {
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

static inline const uint16_t *skip_delta(const uint16_t *p) {
    uint32_t delta = *p++;
    if (delta >= 0xFC00) p += delta == 0xFFFF ? 2 : 1;
    return p;
}

static inline const uint16_t *skip_value(const uint16_t *p) {
    uint32_t lead = *p++ & 0x7FFF;
    if (lead >= 0x4000) p += lead == 0x7FFF ? 2 : 1;
    return p;
}

/// The node that a unit of a branch leads to: `p` is behind the unit, at a value or a distance.
static inline const uint16_t *behind_unit(const uint16_t *p) {
    uint32_t node = *p;
    if (node & value_is_final) return p;
    p++;
    if (node < 0x4000) return p + node;
    if (node < 0x7FFF) return p + 1 + ((node - 0x4000) << 16 | p[0]);
    return p + 2 + ((uint32_t)p[0] << 16 | p[1]);
}

/// What lies behind the lead unit of a node that is no final value, and behind its value if it has
/// one. `kind` becomes the kind of node without the value.
static inline const uint16_t *behind_lead(const uint16_t *p, uint32_t *kind) {
    uint32_t node = *p++;
    if (node >= min_value_lead) {
        if (node >= 0x4040) p += node < 0x7FC0 ? 1 : 2;
        node &= node_type_mask;
    }
    *kind = node;
    return p;
}

/// Follows a branch; NULL if it has no such unit.
static inline const uint16_t *follow_branch(const uint16_t *p, uint32_t length, uint16_t unit) {
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
        if (unit == *p++) return behind_unit(p);
        length--;
        p = skip_value(p);
    } while (length > 1);
    return unit == *p++ ? p : NULL;
}

/// Moves over one unit; false if no word goes on with it.
static inline bool step(place *at, uint16_t unit) {
    const uint16_t *p = at->position;
    if (at->left > 0) {
        if (*p != unit) return false;
        at->position = p + 1;
        at->left--;
        return true;
    }
    uint32_t node = *p;
    if (node & value_is_final) return false;
    p = behind_lead(p, &node);
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
static inline bool value(const place *at, uint32_t *result) {
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

/// Moves over a letter: one unit, or the two of a surrogate pair.
static inline bool step_letter(place *at, uint32_t letter) {
    if (letter < 0x10000) return step(at, (uint16_t)letter);
    return step(at, (uint16_t)(0xD7C0 + (letter >> 10))) &&
           step(at, (uint16_t)(0xDC00 | (letter & 0x3FF)));
}

#endif
