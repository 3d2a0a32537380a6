#ifndef RENKEI_WORD_TABLES_H
#define RENKEI_WORD_TABLES_H

#include <stdint.h>
#include <string.h>

/// The tables that `Tools/word-tables` makes, as they lie in `words.bin`: little-endian numbers.
///
///     "RKWORDS2", the numbers of frequencies f, of words w, of dimensions d, of bytes of text
///     f fingerprints, ascending; f codes of a byte, filled up to four bytes;
///     f bytes of activity weights, filled up
///     w fingerprints, ascending; w scales; w + 1 ends of texts; w · d components; the texts,
///     filled up; w + 1 starts of neighbours; their rows in two bytes each, filled up; their cosines
///
/// They are constants of the program, which the system loads from the file on demand.
extern const unsigned char word_tables_bytes[];

/// Lines of a reading, a tab and words separated by commas; the readings ascend by their bytes, after
/// lines that begin with #.
extern const unsigned char word_tables_readings[];
extern const uint32_t word_tables_readings_size;

/// A byte of the readings; a line end after the last.
static inline uint8_t word_tables_readings_byte(uint32_t index) {
    return index < word_tables_readings_size ? word_tables_readings[index] : (uint8_t)'\n';
}

/// Eight components of a vector.
typedef float word_tables_float8 __attribute__((ext_vector_type(8)));

static inline uint32_t word_tables_number(uint32_t offset) {
    uint32_t value;
    memcpy(&value, word_tables_bytes + offset, sizeof value);
    return value;
}

static inline uint32_t word_tables_frequency_count(void) { return word_tables_number(8); }
/// The number of words with vectors.
static inline uint32_t word_tables_row_count(void) { return word_tables_number(12); }
/// The number of components of a vector, a multiple of eight.
static inline uint32_t word_tables_dimensions(void) { return word_tables_number(16); }

static inline uint32_t word_tables_codes(void) { return 24 + 4 * word_tables_frequency_count(); }
static inline uint32_t word_tables_themes(void) {
    return word_tables_codes() + ((word_tables_frequency_count() + 3) & ~3u);
}
static inline uint32_t word_tables_rows(void) {
    return word_tables_themes() + ((word_tables_frequency_count() + 3) & ~3u);
}
static inline uint32_t word_tables_scales(void) {
    return word_tables_rows() + 4 * word_tables_row_count();
}
static inline uint32_t word_tables_ends(void) {
    return word_tables_scales() + 4 * word_tables_row_count();
}
static inline uint32_t word_tables_components(void) {
    return word_tables_ends() + 4 * (word_tables_row_count() + 1);
}
static inline uint32_t word_tables_texts(void) {
    return word_tables_components()
        + ((word_tables_row_count() * word_tables_dimensions() + 3) & ~3u);
}

static inline uint32_t word_tables_neighbour_starts(void) {
    return word_tables_texts() + ((word_tables_number(20) + 3) & ~3u);
}
static inline uint32_t word_tables_neighbour_rows(void) {
    return word_tables_neighbour_starts() + 4 * (word_tables_row_count() + 1);
}
static inline uint32_t word_tables_neighbour_total(void) {
    return word_tables_number(word_tables_neighbour_starts() + 4 * word_tables_row_count());
}
/// The start of the neighbours of a row among all; the number of all for the row after the last.
static inline uint32_t word_tables_neighbours(int32_t row) {
    if (row < 0 || (uint32_t)row > word_tables_row_count()) return word_tables_neighbour_total();
    return word_tables_number(word_tables_neighbour_starts() + 4 * (uint32_t)row);
}
/// The row of a neighbour; -1 after the last.
static inline int32_t word_tables_neighbour_row(uint32_t place) {
    if (place >= word_tables_neighbour_total()) return -1;
    uint16_t row;
    memcpy(&row, word_tables_bytes + word_tables_neighbour_rows() + 2 * place, sizeof row);
    return row;
}
/// 255 times the cosine of a neighbour.
static inline uint8_t word_tables_neighbour_cosine(uint32_t place) {
    uint32_t total = word_tables_neighbour_total();
    if (place >= total) return 0;
    return word_tables_bytes[word_tables_neighbour_rows() + ((2 * total + 3) & ~3u) + place];
}
/// The fingerprint of the word of a row.
static inline uint32_t word_tables_row_fingerprint(int32_t row) {
    if (row < 0 || (uint32_t)row >= word_tables_row_count()) return 0;
    return word_tables_number(word_tables_rows() + 4 * (uint32_t)row);
}

/// The index of a fingerprint among ascending ones; -1 if it is absent.
static inline int32_t word_tables_find(uint32_t start, uint32_t count, uint32_t fingerprint) {
    uint32_t low = 0, high = count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (word_tables_number(start + 4 * middle) < fingerprint) low = middle + 1;
        else high = middle;
    }
    return low < count && word_tables_number(start + 4 * low) == fingerprint ? (int32_t)low : -1;
}

/// The rarity of a term in general Japanese: 16 times the negative base-2 logarithm of its share; -1
/// if the table does not have it.
static inline int32_t word_tables_rarity(uint32_t fingerprint) {
    int32_t place = word_tables_find(24, word_tables_frequency_count(), fingerprint);
    return place < 0 ? -1 : word_tables_bytes[word_tables_codes() + (uint32_t)place];
}

/// The similarity of the meanings of texts with a term: 256 times the mean cosine of any two of them;
/// 0 if it is unknown.
static inline int32_t word_tables_theme(uint32_t fingerprint) {
    int32_t place = word_tables_find(24, word_tables_frequency_count(), fingerprint);
    return place < 0 ? 0 : word_tables_bytes[word_tables_themes() + (uint32_t)place];
}

/// The row of a word's vector; -1 if it has none.
static inline int32_t word_tables_row(uint32_t fingerprint) {
    return word_tables_find(word_tables_rows(), word_tables_row_count(), fingerprint);
}

/// The rarity of the word of a row, like `word_tables_rarity`; -1 if there is no such row.
static inline int32_t word_tables_row_rarity(int32_t row) {
    if (row < 0 || (uint32_t)row >= word_tables_row_count()) return -1;
    return word_tables_rarity(word_tables_number(word_tables_rows() + 4 * (uint32_t)row));
}

/// Eight components of the vector of a row, from `8 * block` on; zeros where there is no such row.
static inline word_tables_float8 word_tables_block(int32_t row, int32_t block) {
    typedef int8_t byte8 __attribute__((ext_vector_type(8)));
    uint32_t dimensions = word_tables_dimensions();
    if (row < 0 || (uint32_t)row >= word_tables_row_count() || block < 0
        || (uint32_t)block >= dimensions / 8) {
        return (word_tables_float8)(0.0f);
    }
    byte8 bytes;
    memcpy(
        &bytes,
        word_tables_bytes + word_tables_components() + (uint32_t)row * dimensions
            + 8 * (uint32_t)block,
        sizeof bytes);
    float scale;
    memcpy(&scale, word_tables_bytes + word_tables_scales() + 4 * (uint32_t)row, sizeof scale);
    return __builtin_convertvector(bytes, word_tables_float8) * scale;
}

/// The number of bytes of UTF-8 of the word of a row.
static inline uint32_t word_tables_text_length(int32_t row) {
    if (row < 0 || (uint32_t)row >= word_tables_row_count()) return 0;
    uint32_t end = word_tables_ends() + 4 * (uint32_t)row;
    return word_tables_number(end + 4) - word_tables_number(end);
}

/// A byte of the word of a row; 0 after its end.
static inline uint8_t word_tables_text_byte(int32_t row, uint32_t index) {
    if (index >= word_tables_text_length(row)) return 0;
    return word_tables_bytes[
        word_tables_texts() + word_tables_number(word_tables_ends() + 4 * (uint32_t)row) + index];
}

#endif
