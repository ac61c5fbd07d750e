package real

import (
	"os"
	"strconv"
	"strings"

	"golang.org/x/sys/unix"
)

// sampleProcesses looks at some processes; with threads also at how each of their
// threads fares, with count only at how many they are.
func sampleProcesses(processes []int, threads, count bool) []ProcessSample {
	var found []ProcessSample
	for _, process := range processes {
		found = append(found, sampleProcess(process, threads, count))
	}
	return found
}

func sampleProcess(process int, threads, count bool) ProcessSample {
	base := "/proc/" + strconv.Itoa(process)
	p := ProcessSample{Process: process}
	if words := fieldsOf(base + "/statm"); len(words) > 1 {
		p.MappedBytes, p.ResidentBytes = number(words[0])*int64(os.Getpagesize()), number(words[1])*int64(os.Getpagesize())
	}
	if !threads && !count {
		return p
	}
	list, err := os.ReadDir(base + "/task")
	if err != nil {
		return p
	}
	for _, entry := range list {
		thread, err := strconv.Atoi(entry.Name())
		if err != nil {
			continue
		}
		t := ThreadSample{Thread: thread}
		// schedstat(5): ns on a core, ns waiting for one, how often it was given one
		if words := fieldsIf(threads, base+"/task/"+entry.Name()+"/schedstat"); len(words) == 3 {
			t.CPUNs, t.WaitingNs, t.Switches = number(words[0]), number(words[1]), number(words[2])
		}
		p.Threads = append(p.Threads, t)
	}
	return p
}

func fieldsIf(asked bool, name string) []string {
	if !asked {
		return nil
	}
	return fieldsOf(name)
}

func fieldsOf(name string) []string { return strings.Fields(procText(name)) }

// procText is what a file of /proc says, "" if it cannot be read. It makes no more
// calls to the system than it takes: the recorder reads many such files.
func procText(name string) string {
	file, err := unix.Open(name, unix.O_RDONLY|unix.O_CLOEXEC, 0)
	if err != nil {
		return ""
	}
	defer unix.Close(file)
	var text []byte
	var buffer [1024]byte
	for {
		n, err := unix.Read(file, buffer[:])
		if err == unix.EINTR {
			continue
		}
		if n <= 0 || err != nil {
			return string(text)
		}
		text = append(text, buffer[:n]...)
	}
}

// coreTimes is how long all cores together have worked and rested since the
// computer started, from the first line of proc_stat(5), whose unit is 10 ms.
func coreTimes() (busyNs, idleNs int64) {
	line, _, _ := strings.Cut(procText("/proc/stat"), "\n")
	const tickNs = 10_000_000
	for i, word := range strings.Fields(line) {
		switch ns := number(word) * tickNs; i {
		case 1, 2, 3, 6, 7, 8: // user, nice, system, irq, softirq, steal
			busyNs += ns
		case 4, 5: // idle, waiting for a disk
			idleNs += ns
		}
	}
	return busyNs, idleNs
}
