#ifndef RENKEI_INTERRUPTION_H
#define RENKEI_INTERRUPTION_H

/// Starts to catch SIGHUP, SIGINT and SIGTERM, except those that the process was started to ignore.
///
/// A caught signal removes the registered files and folders, and then ends the process as it would
/// have done otherwise. The functions below do nothing before this one has been called.
void interruption_catch(void);

/// Registers a file or an empty folder to be removed on a signal.
///
/// Call before a file is created, and after a folder is. The last registered one is removed first.
/// `interruption_check` must follow once the file has been created.
void interruption_note(const char *path, int is_folder);

/// Ends the process if a signal has arrived meanwhile.
void interruption_check(void);

/// Unregisters a completed file or folder. Call between hold and release.
void interruption_forget(void);

/// Defers signals until the same number of calls of `interruption_release`.
void interruption_hold(void);
void interruption_release(void);

#endif
