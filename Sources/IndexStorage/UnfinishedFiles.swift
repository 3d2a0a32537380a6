internal import CInterruption

// SAFETY, all of this file: the C functions copy a path, which is a C string for the duration of
// the call, before they return.

/// Unfinished files and folders, which are removed when a signal ends the process.
///
/// No path is recorded and no signal caught unless the program calls `removeOnSignals()`.
package enum UnfinishedFiles {
    /// Begins to catch SIGHUP, SIGINT and SIGTERM: each removes what is unfinished and then ends
    /// the process as if it had not been caught.
    ///
    /// Call it once, before a writer is made.
    package static func removeOnSignals() { interruption_catch() }

    /// Records a file that is about to be created.
    package static func noteFile(_ path: String) {
        unsafe path.withCString { unsafe interruption_note($0, 0) }
    }

    /// Records a folder that has been created, to be removed if it is empty.
    ///
    /// Paths are removed in reverse order.
    static func noteFolder(_ path: String) {
        unsafe path.withCString { unsafe interruption_note($0, 1) }
    }

    /// Ends the process here if a signal arrived while a file was being created.
    static func check() { interruption_check() }

    /// Runs `body` without interruption by a signal; a signal that arrives meanwhile ends the
    /// process afterwards.
    package static func uninterrupted<Result, Failure: Error>(
        _ body: () throws(Failure) -> Result
    ) throws(Failure) -> Result {
        interruption_hold()
        defer { interruption_release() }
        return try body()
    }

    /// Forgets all recorded paths, because they are finished.
    ///
    /// Call it within `uninterrupted`, together with the step that finishes them.
    static func forget() { interruption_forget() }
}
