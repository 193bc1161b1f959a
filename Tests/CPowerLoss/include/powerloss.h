#pragma once
#include <stddef.h>
#include <stdint.h>

// A SQLite file system that remembers every write, truncation, sync and deletion in order, and then
// builds what a disk may hold after the power goes at any point in that history.
//
// What has been synced is there. Of what has not, each write is there, is not, or is torn at a
// 512-byte sector; each truncation and deletion is there or is not. Any sync also makes earlier
// creations and deletions of files durable, as the metadata journal of ext4 and XFS does.

// Registers the recording file system as the default one. Call before anything opens SQLite.
int powerloss_record(void);
// Nothing more is recorded.
void powerloss_stop(void);
// How many steps have been recorded: a moment in the history.
size_t powerloss_position(void);
// Steps of one kind: 'w'rite, 't'runcate, 's'ync, 'c'reate, 'd'elete.
size_t powerloss_count(char kind);
// Plays the history forward to `position`. Never backward.
void powerloss_advance(size_t position);
// Writes the files as the disk may hold them at the present position into `directory`, under their
// own last names. The same seed makes the same choices. Returns 0, or -1 when a file cannot be written.
int powerloss_materialise(uint64_t seed, const char *directory);
