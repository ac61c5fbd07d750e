package trace

import "strconv"

// SignalName is the name of a signal by its number on Linux, on x86 and ARM;
// the number itself if it has none of the names. (signal(7))
func SignalName(number int) string {
	names := [...]string{
		1: "SIGHUP", 2: "SIGINT", 3: "SIGQUIT", 6: "SIGABRT", 9: "SIGKILL", 10: "SIGUSR1", 11: "SIGSEGV",
		12: "SIGUSR2", 13: "SIGPIPE", 14: "SIGALRM", 15: "SIGTERM", 17: "SIGCHLD", 18: "SIGCONT", 19: "SIGSTOP",
		20: "SIGTSTP",
	}
	if number > 0 && number < len(names) && names[number] != "" {
		return names[number]
	}
	return strconv.Itoa(number)
}
