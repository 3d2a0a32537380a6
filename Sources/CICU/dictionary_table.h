// A table made of ICU's dictionary, in which a step over a letter is mostly one load.
//
// The first two letters of a word are looked up in a hash table with linear probing: a letter begins
// up to a thousand pairs, and a thousand places that fit together are hard to find. From the third
// letter on, the words are a double array: the cell of the letter `c` behind a node with the base
// `b` is `cells[b ^ c]`, and is that node's if it names `b`; no two nodes have the same base. Source:
// J. Aoe, "An Efficient Digital Search Algorithm by Using a Double-Array Structure", IEEE
// Transactions on Software Engineering 15(9), 1989; exclusive or in place of the sum is from
// S. Yata's darts-clone.

#ifndef RENKEI_DICTIONARY_TABLE_H
#define RENKEI_DICTIONARY_TABLE_H

#include <stdbool.h>
#include <stdint.h>

/// What a letter costs that is no word by itself.
#define CICU_UNKNOWN_COST 255u

/// The numbers of pairs and cells are powers of two: of pairs, 64 bits less `pair_shift`.
typedef struct {
    const uint64_t *pairs;
    const uint64_t *cells;
    uint32_t pair_shift;
    uint32_t pair_mask;
    /// The cost of each letter as a word of its own, known or unknown.
    uint8_t first[0x10000];
} cicu_table;

/// The table of the process, which is made at the first call and stays to the end; NULL if memory
/// is short or the dictionary has what a cell cannot hold.
const cicu_table *cicu_table_shared(const uint16_t *trie);

// The bits of a pair, lowest first: 32 for the letters, 20 for the base of its node (0 if no word
// goes on), 8 for the cost of its word (255 for none), 4 that say which letters may follow.
// The bits of a cell: 20 for the base that it belongs to, then the same with 16 for the letters.
// No pair and no cell is 0.

static inline uint32_t cicu_pair_letters(uint64_t pair) { return (uint32_t)pair; }
static inline uint32_t cicu_pair_base(uint64_t pair) { return pair >> 32 & 0xFFFFF; }
static inline uint32_t cicu_pair_cost(uint64_t pair) { return pair >> 52 & 0xFF; }

/// False only if no word goes on with the letter behind a pair.
static inline bool cicu_pair_may_lead(uint64_t pair, uint32_t letter) {
    return pair >> (60 + (letter & 3)) & 1;
}

/// Where the search for a pair begins.
static inline uint32_t cicu_pair_hash(const cicu_table *table, uint32_t letters) {
    return (uint32_t)(letters * UINT64_C(0x9E3779B97F4A7C15) >> table->pair_shift);
}

static inline uint32_t cicu_cell_check(uint64_t cell) { return cell & 0xFFFFF; }
static inline uint32_t cicu_cell_base(uint64_t cell) { return cell >> 20 & 0xFFFFF; }
static inline uint32_t cicu_cell_cost(uint64_t cell) { return cell >> 40 & 0xFF; }

/// False only if no word goes on with the letter behind a cell.
static inline bool cicu_cell_may_lead(uint64_t cell, uint32_t letter) {
    return cell >> (48 + (letter & 15)) & 1;
}

#endif
