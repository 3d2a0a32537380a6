// Word segmentation with ICU's Japanese dictionary.
//
// The words of a run are the sequence with the least sum of costs: a shortest path over the
// dictionary's entries, with fixed costs for unknown characters and for runs of katakana, found by
// dynamic programming. The costs and limits are those that ICU's break iterator works with, so that
// both cut alike; a test compares them.
//
// The dictionary is walked in one of two ways. `dictionary_trie.h` steps from node to node of ICU's
// trie: it needs no preparation, which suits a query. `dictionary_table.h` is a table made of the
// trie, in which a step is one load: it is made once in a process, when so much text has been cut
// that the making pays.

#include <stdlib.h>
#include <string.h>
#include <uchar.h>
#include <unicode/udata.h>

#include "CICU.h"
#include "dictionary_table.h"
#include "dictionary_trie.h"

enum {
    longest_word = 20,
    longest_katakana = 20,
    // About as many letters as the trie is walked for in the time that making the table takes.
    letters_before_table = 200000,
};

#define UNREACHED UINT32_MAX

struct cicu_dictionary {
    UDataMemory *memory;
    const uint16_t *trie;
    const cicu_table *table;
    int64_t letters;
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
    return dictionary;
}

void cicu_dictionary_close(cicu_dictionary *dictionary) {
    if (dictionary == NULL) return;
    udata_close(dictionary->memory);
    free(dictionary->cost);
    free(dictionary->previous);
    free(dictionary);
}

bool cicu_dictionary_prepare(cicu_dictionary *dictionary) {
    dictionary->table = cicu_table_shared(dictionary->trie);
    return dictionary->table != NULL;
}

// MARK: The path

static bool is_katakana(uint32_t letter) {
    return (letter >= 0x30A1 && letter <= 0x30FE && letter != 0x30FB) ||
           (letter >= 0xFF66 && letter <= 0xFF9F);
}

static uint32_t katakana_cost(int32_t length) {
    static const uint32_t costs[] = {8192, 984, 408, 240, 204, 252, 300, 372, 480};
    return length > 8 ? 8192 : costs[length];
}

static bool reserve(cicu_dictionary *dictionary, int32_t count) {
    if (dictionary->capacity >= count) return true;
    if (count > INT32_MAX / 2 - 64) return false;
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

/// Adds a word to the path if that makes the path to its end cheaper. There is no branch, because it
/// would be unpredictable.
static inline void relax(uint32_t *cost, int32_t *previous, int32_t from, int32_t to,
                         uint32_t word) {
    uint32_t sum = cost[from] + word;
    bool cheaper = sum < cost[to];
    cost[to] = cheaper ? sum : cost[to];
    previous[to] = cheaper ? from : previous[to];
}

/// The same for a cost of the table, where `CICU_UNKNOWN_COST` is no word.
static inline void relax_if_word(uint32_t *cost, int32_t *previous, int32_t from, int32_t to,
                                 uint32_t word) {
    uint32_t sum = cost[from] + word;
    bool cheaper = (sum < cost[to]) & (word != CICU_UNKNOWN_COST);
    cost[to] = cheaper ? sum : cost[to];
    previous[to] = cheaper ? from : previous[to];
}

/// Adds the words of the trie that begin at `i` to the path.
static void relax_by_trie(const cicu_dictionary *dictionary, const uint32_t *text, int32_t length,
                          int32_t i, uint32_t *cost, int32_t *previous) {
    bool has_single = false;
    place at = {dictionary->trie, 0};
    int32_t limit = length - i < longest_word ? length : i + longest_word;
    for (int32_t end = i; end < limit && step_letter(&at, text[end]);) {
        end++;
        uint32_t word;
        if (!value(&at, &word)) continue;
        if (end - i == 1) has_single = true;
        relax(cost, previous, i, end, word);
    }
    if (!has_single) relax(cost, previous, i, i + 1, CICU_UNKNOWN_COST);
}

/// The same with the table, which has one unit per letter: for letters with two, the trie is used.
static inline void relax_by_table(const cicu_dictionary *dictionary, const uint32_t *text,
                                  int32_t length, int32_t i, uint32_t *cost, int32_t *previous) {
    const cicu_table *table = dictionary->table;
    uint32_t letter = text[i];
    if (letter >= 0x10000) {
        relax_by_trie(dictionary, text, length, i, cost, previous);
        return;
    }
    relax(cost, previous, i, i + 1, table->first[letter]);
    if (i + 1 >= length) return;
    if (text[i + 1] >= 0x10000) {
        relax_by_trie(dictionary, text, length, i, cost, previous);
        return;
    }
    uint32_t letters = letter << 16 | text[i + 1];
    uint32_t slot = cicu_pair_hash(table, letters);
    while (cicu_pair_letters(table->pairs[slot]) != letters) {
        if (table->pairs[slot] == 0) return;
        slot = (slot + 1) & table->pair_mask;
    }
    uint64_t pair = table->pairs[slot];
    relax_if_word(cost, previous, i, i + 2, cicu_pair_cost(pair));
    int32_t limit = length - i < longest_word ? length : i + longest_word;
    // Most words end here: whether one may continue is known without another load.
    if (i + 2 >= limit || !cicu_pair_may_lead(pair, text[i + 2])) return;
    uint32_t base = cicu_pair_base(pair);
    for (int32_t end = i + 2; end < limit; end++) {
        letter = text[end];
        if (letter >= 0x10000) {
            relax_by_trie(dictionary, text, length, i, cost, previous);
            return;
        }
        uint64_t cell = table->cells[base ^ letter];
        if (cicu_cell_check(cell) != base) return;
        relax_if_word(cost, previous, i, end + 1, cicu_cell_cost(cell));
        if (end + 1 >= limit || !cicu_cell_may_lead(cell, text[end + 1])) return;
        base = cicu_cell_base(cell);
    }
}

int32_t cicu_dictionary_segment(cicu_dictionary *dictionary, const uint32_t *text, int32_t length,
                                uint32_t offset, uint32_t *starts) {
    if (length <= 0) return 0;
    if (!reserve(dictionary, length + 1)) return -1;
    if (dictionary->table == NULL && dictionary->letters <= letters_before_table) {
        dictionary->letters += length;
        // Without memory for a table, the trie is still used.
        if (dictionary->letters > letters_before_table) cicu_dictionary_prepare(dictionary);
    }
    bool has_table = dictionary->table != NULL;
    uint32_t *cost = dictionary->cost;
    int32_t *previous = dictionary->previous;
    memset(cost, 0xFF, (size_t)(length + 1) * sizeof *cost);
    cost[0] = 0;
    bool was_katakana = false;
    // Every letter is a word, known or unknown, so every position is reached.
    for (int32_t i = 0; i < length; i++) {
        if (has_table) {
            relax_by_table(dictionary, text, length, i, cost, previous);
        } else {
            relax_by_trie(dictionary, text, length, i, cost, previous);
        }
        bool katakana = is_katakana(text[i]);
        if (katakana && !was_katakana) {
            int32_t end = i + 1;
            while (end < length && end - i < longest_katakana && is_katakana(text[end])) end++;
            if (end - i < longest_katakana) {
                relax(cost, previous, i, end, katakana_cost(end - i));
            }
        }
        was_katakana = katakana;
    }
    // The path leads from the end to the start; it is reversed in `cost`, which is no longer needed.
    int32_t count = 0;
    for (int32_t i = length; i > 0; i = previous[i]) cost[count++] = (uint32_t)previous[i];
    for (int32_t i = 0; i < count; i++) starts[i] = offset + cost[count - 1 - i];
    return count;
}

// MARK: Parts of compounds

bool cicu_dictionary_has_part(cicu_dictionary *dictionary, const uint32_t *text, int32_t length,
                              int32_t start, int32_t end) {
    if (length <= 0 || start < 0 || end > length || start >= end) return false;
    if (!reserve(dictionary, length + 1)) return false;
    uint32_t *cost = dictionary->cost;
    int32_t *previous = dictionary->previous;
    memset(cost, 0xFF, (size_t)(length + 1) * sizeof *cost);
    cost[0] = 0;
    for (int32_t i = 0; i < length; i++) {
        bool has_single = false;
        place at = {dictionary->trie, 0};
        int32_t limit = length - i < longest_word ? length : i + longest_word;
        for (int32_t to = i; to < limit && step_letter(&at, text[to]);) {
            to++;
            uint32_t word;
            if (!value(&at, &word)) continue;
            if (to - i == 1) has_single = true;
            // A longer word around the part does not show its components.
            if (i <= start && to >= end && (i < start || to > end)) continue;
            relax(cost, previous, i, to, word);
        }
        if (!has_single) relax(cost, previous, i, i + 1, CICU_UNKNOWN_COST);
    }
    int32_t at = length;
    while (at > end) at = previous[at];
    return at == end && previous[end] == start;
}

// MARK: Okurigana

typedef struct {
    const uint16_t *text;
    int32_t length;
    uint16_t word[24];
    uint16_t *words;
    int32_t capacity;
    int32_t count;
} okurigana;

static bool is_hiragana(uint16_t unit) { return unit >= 0x3041 && unit <= 0x3093; }

/// The final kana of noun forms of verbs: those of the rows i and e, except the particle に.
static const char16_t noun_ends[] = u"いきぎしじちびみりえけげせぜてねべめれ";

static bool ends_noun(uint16_t unit) {
    for (const char16_t *end = noun_ends; *end != 0; end++) {
        if (*end == unit) return true;
    }
    return false;
}

static void put_in(okurigana *search, place at, int32_t index, int32_t made, int32_t spare,
                   uint16_t kana);

/// Walks the words that have the text from `index` on, with up to `spare` more hiragana in them.
///
/// Kana are inserted directly after a kanji, so typed kana are at the end of the gap that they fill.
/// A gap without kana takes only one: 位置 is not 位置づけ. `filled` is true while the current gap has
/// inserted kana.
static void walk_okurigana(okurigana *search, place at, int32_t index, int32_t made, int32_t spare,
                           bool filled) {
    uint16_t last = search->word[made - 1];
    bool gap_ends = index == search->length || !is_hiragana(search->text[index]);
    if (!filled || !gap_ends || ends_noun(last)) {
        if (index == search->length) {
            uint32_t cost;
            if (value(&at, &cost) && search->count + made + 1 <= search->capacity) {
                search->words[search->count++] = (uint16_t)made;
                memcpy(search->words + search->count, search->word, (size_t)made * sizeof last);
                search->count += made;
            }
        } else {
            place next = at;
            if (step(&next, search->text[index])) {
                search->word[made] = search->text[index];
                bool stays = is_hiragana(search->text[index]);
                walk_okurigana(search, next, index + 1, made + 1, spare, filled && stays);
            }
        }
    }
    // After a kanji, or after one inserted kana if typed kana follow: 合せ is 合わせ.
    if (spare == 0 || (is_hiragana(last) && !filled)) return;
    if (filled && (gap_ends || is_hiragana(search->text[index - 1]))) return;
    if (gap_ends) {
        for (const char16_t *kana = noun_ends; *kana != 0; kana++) {
            put_in(search, at, index, made, spare, *kana);
        }
    } else {
        for (uint16_t kana = 0x3042; kana <= 0x3093; kana++) {
            put_in(search, at, index, made, spare, kana);
        }
    }
}

static void put_in(okurigana *search, place at, int32_t index, int32_t made, int32_t spare,
                   uint16_t kana) {
    if (!step(&at, kana)) return;
    search->word[made] = kana;
    walk_okurigana(search, at, index, made + 1, spare - 1, true);
}

int32_t cicu_dictionary_okurigana(cicu_dictionary *dictionary, const uint16_t *text, int32_t length,
                                  int32_t spare, uint16_t *words, int32_t capacity) {
    place at = {dictionary->trie, 0};
    if (length < 2 || length + spare > 20 || !step(&at, text[0])) return 0;
    okurigana search = {.text = text, .length = length, .words = words, .capacity = capacity};
    search.word[0] = text[0];
    walk_okurigana(&search, at, 1, 1, spare, false);
    return search.count;
}
