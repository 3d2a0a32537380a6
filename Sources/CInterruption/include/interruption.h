#ifndef RENKEI_INTERRUPTION_H
#define RENKEI_INTERRUPTION_H

/// Begins to catch SIGHUP, SIGINT and SIGTERM, except those that the process was started to ignore.
///
/// A signal that is caught removes the files and folders that were noted, and then ends the process
/// as it would have done without. The functions below do nothing before this one was called.
void interruption_catch(void);

/// Notes a file or an empty folder to be removed if a signal comes.
///
/// To be called before a file is made, and after a folder was. What was noted last is removed first.
/// `interruption_check` has to follow once the file is made.
void interruption_note(const char *path, int is_folder);

/// Ends the process if a signal has come meanwhile.
void interruption_check(void);

/// Forgets what was noted: it is complete. To be called between hold and release.
void interruption_forget(void);

/// Puts signals off until as many calls of `interruption_release` were made.
void interruption_hold(void);
void interruption_release(void);

#endif
