// The tables of words as constants of the program.

#include "word_tables.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

_Alignas(64) const unsigned char word_tables_bytes[] = {
#embed "words.bin"
};

const unsigned char word_tables_readings[] = {
#embed "readings.tsv"
};

const uint32_t word_tables_readings_size = sizeof word_tables_readings;
