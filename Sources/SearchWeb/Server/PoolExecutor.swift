internal import NIOPosix

// SAFETY, all of this file: a job is run once, on the executor that it was given to, which outlives
// it.

/// Runs tasks on the threads of its own pool.
///
/// A search occupies its thread until it is done. On Swift's own threads, one per processor, a few
/// expensive queries would block all others; with this pool, the system schedules them.
final class PoolExecutor: TaskExecutor {
    private let pool: NIOThreadPool

    init(_ pool: NIOThreadPool) { self.pool = pool }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let executor = unsafe asUnownedTaskExecutor()
        pool.submit { _ in unsafe job.runSynchronously(on: executor) }
    }
}
