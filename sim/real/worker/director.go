//go:build !js

package worker

import (
	"os"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"timeslice/sim/workload"
)

// director stands for init.
type director struct {
	folder string
	plan   *workload.Plan
	shared *shared
	log    *log
	cores  []int
	first  int         // the number of the first process
	code   int         // how it ended
	over   atomic.Bool // the plan's time is over: who ends now has not failed
	gates  []gate
}

// gate holds a worker back until its time comes.
type gate struct {
	at     int64
	write  *os.File
	worker *os.Process
}

// readyPatience bounds how long workers may take to be ready.
const readyPatience = 20 * time.Second

// direct carries out the plan in a folder. It ends as the first of its processes
// does, when all have ended.
func direct(folder string) int {
	runtime.LockOSThread()
	plan, err := readPlan(folder)
	if err != nil {
		return complain(err)
	}
	d := &director{folder: folder, plan: plan}
	if d.log, err = openLog(folder); err != nil {
		return complain(err)
	}
	if d.shared, err = makeShared(folder, plan); err != nil {
		return complain(err)
	}
	setReaper(true)
	if d.cores, err = firstCores(plan.Cores); err != nil {
		return complain(err)
	}
	if err := d.start(); err != nil {
		d.endAll()
		return complain(err)
	}
	go d.release()
	d.collect()
	return d.code
}

// start starts all processes of the plan and waits until each is ready.
func (d *director) start() error {
	var first []*child
	for i := range d.plan.Processes {
		p := &d.plan.Processes[i]
		for number := range max(1, p.Count) {
			b := birthOf(p, number+1)
			b.Gate, b.Director, b.Cores = true, os.Getpid(), d.cores
			read, write, err := os.Pipe()
			if err != nil {
				return err
			}
			started, err := launch(d.folder, d.plan, b, nil, read)
			read.Close()
			if err != nil {
				return err
			}
			d.gates = append(d.gates, gate{p.AtNs, write, started})
			first = append(first, &child{b.Name, started})
		}
	}
	if len(first) > 0 {
		d.first = first[0].process.Pid
	}
	slices.SortStableFunc(d.gates, func(a, b gate) int { return int(min(1, max(-1, a.at-b.at))) })
	for begun := time.Now(); atomic.LoadInt64(d.shared.at(readyWord)) < int64(len(d.gates)); time.Sleep(time.Millisecond) {
		if time.Since(begun) > readyPatience {
			return os.ErrDeadlineExceeded
		}
	}
	return nil
}

// release lets each process go at its time, and ends all when the plan's is over.
func (d *director) release() {
	holds := d.holdChannels()
	start := clock() + int64(2*time.Millisecond) // everybody sleeps by then
	sleepUntil(start)
	start = clock()
	d.log.add(Event{What: Released, Ns: start})
	for _, g := range d.gates {
		sleepUntil(start + g.at)
		g.write.Write([]byte{1})
		g.write.Close()
	}
	for _, file := range holds { // whoever reads or writes is there now
		file.Close()
	}
	if d.plan.UntilNs > 0 {
		sleepUntil(start + d.plan.UntilNs)
		d.over.Store(true)
		d.log.add(Event{What: Ended, Ns: clock()})
		d.endAll()
	}
}

// holdChannels keeps all channels of channels open while not everybody is there:
// who comes early would else find nobody at the other end.
func (d *director) holdChannels() []*os.File {
	var files []*os.File
	for i := range d.plan.Objects {
		files = append(files, holdChannel(d.folder, d.plan, i)...)
	}
	return files
}

// endAll ends every process of the run.
func (d *director) endAll() {
	entries, _ := os.ReadDir(d.folder)
	for _, entry := range entries {
		if number, is := strings.CutSuffix(entry.Name(), nameExtension); is {
			if pid, err := strconv.Atoi(number); err == nil && ours(pid) {
				endProcess(pid)
			}
		}
	}
}

// collect waits for whoever ends, to the last: as init does.
func (d *director) collect() {
	var started []*child
	for _, g := range d.gates {
		started = append(started, &child{"", g.worker})
	}
	for {
		found, err := waitAny(started)
		if err != nil {
			return
		}
		started = slices.DeleteFunc(started, func(c *child) bool { return c.process.Pid == found.process })
		if found.process == d.first && !d.over.Load() {
			d.code = found.code
			if found.signal != 0 {
				d.code = 128 + found.signal
			}
		}
		d.log.add(Event{What: Waited, Ns: clock(), A: int64(found.process), B: int64(found.code), C: int64(found.signal)})
	}
}
