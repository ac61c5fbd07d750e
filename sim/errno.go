package sim

import (
	"strconv"

	"timeslice/sim/trace"
)

// Errno is the number of an error as on Linux (errno(3)); 0 is none.
type Errno int

// The errors that operations give, with their numbers on Linux.
const (
	EPERM         Errno = 1
	ENOENT        Errno = 2
	ESRCH         Errno = 3
	EINTR         Errno = 4
	EIO           Errno = 5
	ENXIO         Errno = 6
	E2BIG         Errno = 7
	ENOEXEC       Errno = 8
	EBADF         Errno = 9
	ECHILD        Errno = 10
	EAGAIN        Errno = 11
	ENOMEM        Errno = 12
	EACCES        Errno = 13
	EFAULT        Errno = 14
	EBUSY         Errno = 16
	EEXIST        Errno = 17
	ENOTDIR       Errno = 20
	EISDIR        Errno = 21
	EINVAL        Errno = 22
	EMFILE        Errno = 24
	EFBIG         Errno = 27
	ENOSPC        Errno = 28
	EROFS         Errno = 30
	EPIPE         Errno = 32
	EDEADLK       Errno = 35
	ENAMETOOLONG  Errno = 36
	ENOSYS        Errno = 38
	ENOTEMPTY     Errno = 39
	ELOOP         Errno = 40
	ENOTSOCK      Errno = 88
	EDESTADDRREQ  Errno = 89
	EMSGSIZE      Errno = 90
	EOPNOTSUPP    Errno = 95
	EAFNOSUPPORT  Errno = 97
	EADDRINUSE    Errno = 98
	EADDRNOTAVAIL Errno = 99
	ENETUNREACH   Errno = 101
	ECONNRESET    Errno = 104
	ENOBUFS       Errno = 105
	EISCONN       Errno = 106
	ENOTCONN      Errno = 107
	ETIMEDOUT     Errno = 110
	ECONNREFUSED  Errno = 111
	EALREADY      Errno = 114
	EINPROGRESS   Errno = 115
	ECANCELED     Errno = 125
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
	{ENXIO, "ENXIO", "No such device or address"},
	{E2BIG, "E2BIG", "Argument list too long"},
	{ENOEXEC, "ENOEXEC", "Exec format error"},
	{EBADF, "EBADF", "Bad file descriptor"},
	{ECHILD, "ECHILD", "No child processes"},
	{EAGAIN, "EAGAIN", "Resource temporarily unavailable"},
	{ENOMEM, "ENOMEM", "Cannot allocate memory"},
	{EACCES, "EACCES", "Permission denied"},
	{EFAULT, "EFAULT", "Bad address"},
	{EBUSY, "EBUSY", "Device or resource busy"},
	{EEXIST, "EEXIST", "File exists"},
	{ENOTDIR, "ENOTDIR", "Not a directory"},
	{EISDIR, "EISDIR", "Is a directory"},
	{EINVAL, "EINVAL", "Invalid argument"},
	{EMFILE, "EMFILE", "Too many open files"},
	{EFBIG, "EFBIG", "File too large"},
	{ENOSPC, "ENOSPC", "No space left on device"},
	{EROFS, "EROFS", "Read-only file system"},
	{EPIPE, "EPIPE", "Broken pipe"},
	{EDEADLK, "EDEADLK", "Resource deadlock avoided"},
	{ENAMETOOLONG, "ENAMETOOLONG", "File name too long"},
	{ENOSYS, "ENOSYS", "Function not implemented"},
	{ENOTEMPTY, "ENOTEMPTY", "Directory not empty"},
	{ELOOP, "ELOOP", "Too many levels of symbolic links"},
	{ENOTSOCK, "ENOTSOCK", "Socket operation on non-socket"},
	{EDESTADDRREQ, "EDESTADDRREQ", "Destination address required"},
	{EMSGSIZE, "EMSGSIZE", "Message too long"},
	{EOPNOTSUPP, "EOPNOTSUPP", "Operation not supported"},
	{EAFNOSUPPORT, "EAFNOSUPPORT", "Address family not supported by protocol"},
	{EADDRINUSE, "EADDRINUSE", "Address already in use"},
	{EADDRNOTAVAIL, "EADDRNOTAVAIL", "Cannot assign requested address"},
	{ENETUNREACH, "ENETUNREACH", "Network is unreachable"},
	{ECONNRESET, "ECONNRESET", "Connection reset by peer"},
	{ENOBUFS, "ENOBUFS", "No buffer space available"},
	{EISCONN, "EISCONN", "Transport endpoint is already connected"},
	{ENOTCONN, "ENOTCONN", "Transport endpoint is not connected"},
	{ETIMEDOUT, "ETIMEDOUT", "Connection timed out"},
	{ECONNREFUSED, "ECONNREFUSED", "Connection refused"},
	{EALREADY, "EALREADY", "Operation already in progress"},
	{EINPROGRESS, "EINPROGRESS", "Operation now in progress"},
	{ECANCELED, "ECANCELED", "Operation canceled"},
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

// ErrnoOf is the error of a name, EIO for one that is not known.
func ErrnoOf(name string) Errno {
	for _, known := range errnos {
		if known.name == name {
			return known.errno
		}
	}
	return EIO
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
