// Removes unfinished files when a signal ends the process.
//
// A handler may call few functions, and may run in any thread while another changes what it reads.
// So it reads a list that only grows at its head, by one atomic exchange, and that is never freed; and
// it calls only unlink, rmdir, sigaction, pthread_sigmask and raise, all of which POSIX
// names as safe. All atomic operations are sequentially consistent; the arguments below need that.

#include "interruption.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct noted {
    struct noted *next;
    int is_folder;
    char path[];
};

static atomic_int active;
static _Atomic(struct noted *) newest;
/// The number of threads that defer signals.
static atomic_int holds;
/// The signal that has arrived; 0 if none has.
static atomic_int caught;

static void end(int number) {
    for (struct noted *one = atomic_load(&newest); one != NULL; one = one->next) {
        if (one->is_folder) {
            rmdir(one->path);
        } else {
            unlink(one->path);
        }
    }
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = SIG_DFL;
    sigemptyset(&action.sa_mask);
    sigaction(number, &action, NULL);
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, number);
    pthread_sigmask(SIG_UNBLOCK, &set, NULL);
    raise(number);
}

static void handle(int number) {
    int before = errno;
    atomic_store(&caught, number);
    // A thread that defers signals from now on sees the arrived one, and does not continue.
    if (atomic_load(&holds) == 0) end(number);
    errno = before;
}

void interruption_catch(void) {
    static const int numbers[] = {SIGHUP, SIGINT, SIGTERM};
    const int count = sizeof numbers / sizeof numbers[0];
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = handle;
    action.sa_flags = SA_RESTART;
    sigemptyset(&action.sa_mask);
    for (int index = 0; index < count; index++) sigaddset(&action.sa_mask, numbers[index]);
    atomic_store(&active, 1);
    for (int index = 0; index < count; index++) {
        struct sigaction before;
        if (sigaction(numbers[index], NULL, &before) != 0) continue;
        // nohup, and shells without job control, start programs that are not to be interrupted.
        if (before.sa_handler == SIG_IGN) continue;
        sigaction(numbers[index], &action, NULL);
    }
}

void interruption_note(const char *path, int is_folder) {
    if (!atomic_load(&active)) return;
    size_t length = strlen(path) + 1;
    struct noted *one = malloc(sizeof *one + length);
    // Without memory the file is a leftover, as after a loss of power.
    if (one == NULL) return;
    one->is_folder = is_folder;
    memcpy(one->path, path, length);
    one->next = atomic_load(&newest);
    while (!atomic_compare_exchange_weak(&newest, &one->next, one)) {
    }
}

void interruption_check(void) {
    // Either the file was made before the signal came, and the handler finds it in the list; or the
    // signal is seen here.
    int number = atomic_load(&caught);
    if (number != 0 && atomic_load(&holds) == 0) end(number);
}

// Entries are not freed, because a preempted handler may be reading them.
void interruption_forget(void) { atomic_store(&newest, NULL); }

void interruption_hold(void) {
    atomic_fetch_add(&holds, 1);
    // The handler may have found no thread here, and be removing files at this moment.
    int number = atomic_load(&caught);
    if (number != 0) end(number);
}

void interruption_release(void) {
    int left = atomic_fetch_sub(&holds, 1) - 1;
    int number = atomic_load(&caught);
    if (left == 0 && number != 0) end(number);
}
