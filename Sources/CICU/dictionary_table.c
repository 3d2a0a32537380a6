#include "dictionary_table.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "dictionary_trie.h"

/// A node of the trie, in the order of its level, with the letter that leads to it.
typedef struct {
    place at;
    uint16_t letter;
    /// Its children are the nodes `first_child ..< first_child + child_count`.
    uint32_t first_child;
    uint32_t child_count;
} node;

typedef struct {
    node *nodes;
    size_t count;
    size_t capacity;
    bool failed;
} node_list;

static void add(node_list *list, uint16_t letter, const uint16_t *position, int32_t left) {
    if (list->failed) return;
    if (list->count == list->capacity) {
        size_t capacity = list->capacity * 2 + (1 << 16);
        node *nodes = realloc(list->nodes, capacity * sizeof *nodes);
        if (nodes == NULL) {
            list->failed = true;
            return;
        }
        list->nodes = nodes;
        list->capacity = capacity;
    }
    list->nodes[list->count++] = (node){{position, left}, letter, 0, 0};
}

/// Adds the children by the units of a branch.
static void add_branch(node_list *list, const uint16_t *p, uint32_t length) {
    while (length > branch_linear_limit) {
        p++;
        add_branch(list, jump(p), length >> 1);
        length -= length >> 1;
        p = skip_delta(p);
    }
    for (; length > 1; length--) {
        uint16_t unit = *p++;
        add(list, unit, behind_unit(p), 0);
        p = skip_value(p);
    }
    add(list, *p, p + 1, 0);
}

/// Adds the children of a position.
static void add_children(node_list *list, place at) {
    const uint16_t *p = at.position;
    if (at.left > 0) {
        add(list, *p, p + 1, at.left - 1);
        return;
    }
    uint32_t kind = *p;
    if (kind & value_is_final) return;
    p = behind_lead(p, &kind);
    if (kind < min_linear_match) {
        uint32_t length = kind == 0 ? *p++ : kind;
        add_branch(list, p, length + 1);
    } else {
        add(list, *p, p + 1, (int32_t)(kind - min_linear_match));
    }
}

/// All nodes, level by level; the root is the first.
static node_list all_nodes(const uint16_t *trie) {
    node_list list = {0};
    add(&list, 0, trie, 0);
    for (size_t i = 0; i < list.count && !list.failed; i++) {
        size_t first = list.count;
        add_children(&list, list.nodes[i].at);
        list.nodes[i].first_child = (uint32_t)first;
        list.nodes[i].child_count = (uint32_t)(list.count - first);
        // More could not be numbered with the bits of a cell.
        if (list.count > 1 << 20) list.failed = true;
    }
    return list;
}

// MARK: Placing

/// The nodes of at least two letters with children, those with the most children first.
static uint32_t *by_child_count(const node_list *list, size_t first, size_t *count) {
    size_t starts[258] = {0};
    for (size_t i = first; i < list->count; i++) {
        uint32_t children = list->nodes[i].child_count;
        if (children > 0) starts[257 - (children < 256 ? children : 256)]++;
    }
    for (int i = 1; i < 258; i++) starts[i] += starts[i - 1];
    *count = starts[257];
    uint32_t *order = malloc((*count + 1) * sizeof *order);
    if (order == NULL) return NULL;
    for (size_t i = first; i < list->count; i++) {
        uint32_t children = list->nodes[i].child_count;
        if (children > 0) order[starts[256 - (children < 256 ? children : 256)]++] = (uint32_t)i;
    }
    return order;
}

typedef struct {
    uint64_t *cells;
    uint64_t *bases;
    uint32_t mask;
    uint32_t random;
} occupancy;

static bool is_set(const uint64_t *bits, uint32_t i) { return bits[i >> 6] >> (i & 63) & 1; }
static void set(uint64_t *bits, uint32_t i) { bits[i >> 6] |= (uint64_t)1 << (i & 63); }

static bool fits(const occupancy *used, uint32_t base, const node *children, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        if (is_set(used->cells, base ^ children[i].letter)) return false;
    }
    return true;
}

/// Reserves free cells for the children of a node and returns their base; 0 if none is found.
static uint32_t take_base(occupancy *used, const node *children, uint32_t count) {
    for (int attempt = 0; attempt < 1 << 20; attempt++) {
        used->random = used->random * 1664525 + 1013904223;
        uint32_t base = used->random >> 8 & used->mask;
        if (base == 0 || is_set(used->bases, base) || !fits(used, base, children, count)) continue;
        set(used->bases, base);
        for (uint32_t i = 0; i < count; i++) set(used->cells, base ^ children[i].letter);
        return base;
    }
    return 0;
}

/// Assigns a base to the nodes with children from `first`; false if one does not fit.
static bool place_all(const node_list *list, size_t first, uint32_t mask, uint32_t *bases) {
    size_t count;
    uint32_t *order = by_child_count(list, first, &count);
    size_t words = ((size_t)mask + 1) / 64;
    occupancy used = {calloc(words, 8), calloc(words, 8), mask, 1};
    bool done = order != NULL && used.cells != NULL && used.bases != NULL;
    for (size_t i = 0; i < count && done; i++) {
        const node *parent = &list->nodes[order[i]];
        uint32_t base = take_base(&used, list->nodes + parent->first_child, parent->child_count);
        bases[order[i]] = base;
        done = base != 0;
    }
    free(order);
    free(used.cells);
    free(used.bases);
    return done;
}

// MARK: The table

/// The cost of a node's word; false if it does not fit.
static bool cost_of(const node *node, uint32_t *cost) {
    *cost = CICU_UNKNOWN_COST;
    return !value(&node->at, cost) || *cost < CICU_UNKNOWN_COST;
}

/// A bit for each kind of letter that follows a node, of which there are `mask` + 1.
static uint64_t followers(const node_list *list, const node *node, uint32_t mask) {
    uint64_t bits = 0;
    for (uint32_t i = 0; i < node->child_count; i++) {
        bits |= (uint64_t)1 << (list->nodes[node->first_child + i].letter & mask);
    }
    return bits;
}

static bool fill_pairs(cicu_table *table, uint64_t *pairs, const node_list *list,
                       const uint32_t *bases) {
    memset(table->first, CICU_UNKNOWN_COST, sizeof table->first);
    const node *root = &list->nodes[0];
    for (uint32_t i = 0; i < root->child_count; i++) {
        const node *first = &list->nodes[root->first_child + i];
        uint32_t cost;
        if (!cost_of(first, &cost)) return false;
        table->first[first->letter] = (uint8_t)cost;
        for (uint32_t j = 0; j < first->child_count; j++) {
            uint32_t index = first->first_child + j;
            const node *second = &list->nodes[index];
            if (!cost_of(second, &cost)) return false;
            uint32_t letters = (uint32_t)first->letter << 16 | second->letter;
            uint32_t slot = cicu_pair_hash(table, letters);
            while (pairs[slot] != 0) slot = (slot + 1) & table->pair_mask;
            pairs[slot] = letters | (uint64_t)bases[index] << 32 | (uint64_t)cost << 52 |
                          followers(list, second, 3) << 60;
        }
    }
    return true;
}

static bool fill_cells(uint64_t *cells, const node_list *list, size_t first,
                       const uint32_t *bases) {
    for (size_t i = first; i < list->count; i++) {
        const node *parent = &list->nodes[i];
        for (uint32_t j = parent->first_child; j < parent->first_child + parent->child_count; j++) {
            const node *child = &list->nodes[j];
            uint32_t cost;
            if (!cost_of(child, &cost)) return false;
            cells[bases[i] ^ child->letter] = bases[i] | (uint64_t)bases[j] << 20 |
                                              (uint64_t)cost << 40 |
                                              followers(list, child, 15) << 48;
        }
    }
    return true;
}

/// The exponent of the least power of two that is at least `count`, and 16.
static uint32_t exponent(size_t count) {
    uint32_t result = 16;
    while ((size_t)1 << result < count) result++;
    return result;
}

static cicu_table *make_of(const node_list *list) {
    const node *root = &list->nodes[0];
    // The nodes of one letter come first, then those of two.
    size_t pair = root->first_child + root->child_count;
    size_t third = pair;
    for (size_t i = root->first_child; i < pair; i++) third += list->nodes[i].child_count;
    uint32_t pair_bits = exponent((third - pair) * 2);
    uint32_t cell_bits = exponent((list->count - third) * 3 / 2);
    if (cell_bits > 20) return NULL;
    cicu_table *table = malloc(sizeof *table);
    uint64_t *pairs = calloc((size_t)1 << pair_bits, sizeof *pairs);
    uint64_t *cells = calloc((size_t)1 << cell_bits, sizeof *cells);
    uint32_t *bases = calloc(list->count, sizeof *bases);
    bool done = table != NULL && pairs != NULL && cells != NULL && bases != NULL;
    if (done) {
        *table = (cicu_table){
            .pairs = pairs,
            .cells = cells,
            .pair_shift = 64 - pair_bits,
            .pair_mask = ((uint32_t)1 << pair_bits) - 1,
        };
        done = place_all(list, pair, ((uint32_t)1 << cell_bits) - 1, bases) &&
               fill_pairs(table, pairs, list, bases) && fill_cells(cells, list, pair, bases);
    }
    free(bases);
    if (done) return table;
    free(table);
    free(pairs);
    free(cells);
    return NULL;
}

static cicu_table *make(const uint16_t *trie) {
    node_list list = all_nodes(trie);
    cicu_table *table = list.failed ? NULL : make_of(&list);
    free(list.nodes);
    return table;
}

const cicu_table *cicu_table_shared(const uint16_t *trie) {
    static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
    static bool is_made;
    static cicu_table *shared;
    pthread_mutex_lock(&lock);
    if (!is_made) shared = make(trie);
    is_made = true;
    cicu_table *table = shared;
    pthread_mutex_unlock(&lock);
    return table;
}
