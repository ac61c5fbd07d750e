package sim

import (
	"strconv"

	"timeslice/sim/trace"
)

// Errno is the number of an error as on Linux (errno(3)); 0 is none.
type Errno int

// The errors that operations give, with their numbers on Linux.
const (
	EPERM        Errno = 1
	ENOENT       Errno = 2
	ESRCH        Errno = 3
	EINTR        Errno = 4
	EIO          Errno = 5
	EBADF        Errno = 9
	ECHILD       Errno = 10
	EAGAIN       Errno = 11
	ENOMEM       Errno = 12
	EACCES       Errno = 13
	EFAULT       Errno = 14
	EBUSY        Errno = 16
	EEXIST       Errno = 17
	EINVAL       Errno = 22
	EMFILE       Errno = 24
	ENOSPC       Errno = 28
	EPIPE        Errno = 32
	EDEADLK      Errno = 35
	ENOSYS       Errno = 38
	EMSGSIZE     Errno = 90
	EADDRINUSE   Errno = 98
	ECONNRESET   Errno = 104
	EISCONN      Errno = 106
	ENOTCONN     Errno = 107
	ETIMEDOUT    Errno = 110
	ECONNREFUSED Errno = 111
	EINPROGRESS  Errno = 115
)

// errnos are the names and the C library's messages, in order of number.
var errnos = [...]struct {
	errno         Errno
	name, message string
}{
	{EPERM, "EPERM", "Operation not permitted"},
	{ENOENT, "ENOENT", "No such file or directory"},
	{ESRCH, "ESRCH", "No such process"},
	{EINTR, "EINTR", "Interrupted system call"},
	{EIO, "EIO", "Input/output error"},
	{EBADF, "EBADF", "Bad file descriptor"},
	{ECHILD, "ECHILD", "No child processes"},
	{EAGAIN, "EAGAIN", "Resource temporarily unavailable"},
	{ENOMEM, "ENOMEM", "Cannot allocate memory"},
	{EACCES, "EACCES", "Permission denied"},
	{EFAULT, "EFAULT", "Bad address"},
	{EBUSY, "EBUSY", "Device or resource busy"},
	{EEXIST, "EEXIST", "File exists"},
	{EINVAL, "EINVAL", "Invalid argument"},
	{EMFILE, "EMFILE", "Too many open files"},
	{ENOSPC, "ENOSPC", "No space left on device"},
	{EPIPE, "EPIPE", "Broken pipe"},
	{EDEADLK, "EDEADLK", "Resource deadlock avoided"},
	{ENOSYS, "ENOSYS", "Function not implemented"},
	{EMSGSIZE, "EMSGSIZE", "Message too long"},
	{EADDRINUSE, "EADDRINUSE", "Address already in use"},
	{ECONNRESET, "ECONNRESET", "Connection reset by peer"},
	{EISCONN, "EISCONN", "Transport endpoint is already connected"},
	{ENOTCONN, "ENOTCONN", "Transport endpoint is not connected"},
	{ETIMEDOUT, "ETIMEDOUT", "Connection timed out"},
	{ECONNREFUSED, "ECONNREFUSED", "Connection refused"},
	{EINPROGRESS, "EINPROGRESS", "Operation now in progress"},
}

// String is the error's name, such as "EPIPE".
func (e Errno) String() string {
	for _, known := range errnos {
		if known.errno == e {
			return known.name
		}
	}
	return "errno-" + strconv.Itoa(int(e))
}

// Message is what strerror(3) says of the error, "" for none.
func (e Errno) Message() string {
	if e == 0 {
		return ""
	}
	for _, known := range errnos {
		if known.errno == e {
			return known.message
		}
	}
	return "Unknown error " + strconv.Itoa(int(e))
}

// succeed ends a system call of t that went well, with its result.
func (t *Thread) succeed(result int64) { t.Result, t.Errno = result, 0 }

// fail ends a system call of t with an error, and records that. object is what
// the call was about, or none.
func (m *Machine) fail(t *Thread, errno Errno, call string, object int32) {
	t.Result, t.Errno = -1, errno
	m.tell(trace.Fact{
		Kind: trace.KindError, Thread: t.ID, Object: object,
		A: int64(errno), B: int64(m.recorder.Intern(call)), Cause: t.lastFact,
	})
}
