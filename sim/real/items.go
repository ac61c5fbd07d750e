//go:build !js

package real

import (
	"cmp"
	"strconv"
	"strings"

	"timeslice/sim/trace"
)

// builtLog is what one isolate told, and how far it has been taken in.
type builtLog struct {
	log   *NodeLog
	items map[int64]*builtItem
	next  int64 // the item that is numbered next
}

// builtItem is something that is called back: a timer, a tick, a request to the
// pool.
type builtItem struct {
	number int64
	what   string
	queue  trace.Reason // in which it waits, or waited last
	inside bool         // it is in that queue
	parsed bool         // it is a message of HTTP that a parser reads
	zlib   bool         // it is a stream of zlib
	scope  bool         // it is an AsyncResource: JavaScript itself calls what is called in it
	fact   trace.FactID
	depth  int // callbacks of it that have not returned
}

// poolTypes are the resources of async_hooks that are work for the pool, by how
// their names begin.
func poolTypes() []string {
	return []string{
		"FSREQ", "FILEHANDLECLOSEREQ", "PBKDF2REQUEST", "SCRYPTREQUEST", "RANDOMBYTESREQUEST", "RANDOMPRIMEREQUEST", "CHECKPRIMEREQUEST",
		"HASHREQUEST", "HKDFREQUEST", "KEYGENREQUEST", "KEYPAIRGENREQUEST", "KEYEXPORTREQUEST", "SIGNREQUEST", "CIPHERREQUEST", "DERIVEBITSREQUEST",
		"GETADDRINFOREQWRAP", "GETNAMEINFOREQWRAP",
	}
}

// queueOf is the queue a resource waits in, none if it waits elsewhere.
func queueOf(sort string) trace.Reason {
	switch sort {
	case "Timeout":
		return trace.ReasonTimerQueue
	case "Immediate":
		return trace.ReasonImmediateQueue
	case "TickObject":
		return trace.ReasonTickQueue
	case "Microtask":
		return trace.ReasonMicrotaskQueue
	}
	for _, begin := range poolTypes() {
		if strings.HasPrefix(sort, begin) {
			return trace.ReasonPoolQueue
		}
	}
	return trace.ReasonNone
}

// whatOf is how an item is called, as the simulated Node calls it: what waits for
// a promise is an await or a then, whoever made it, and what any of Node's functions
// puts off is a tick.
func whatOf(e *NodeEvent) string {
	name, place, found := strings.Cut(e.Label, "@")
	switch {
	case e.Type == "PROMISE" && strings.HasPrefix(name, "promiseInitHook"):
		name = "await"
	case e.Type == "PROMISE":
		name = "then"
	case e.Type == "TickObject":
		name = "nextTick"
	case wrapName(e.Type) != "":
		name = wrapName(e.Type)
	case name == "":
		name = strings.ToLower(e.Type)
	}
	if found {
		return name + "@" + place
	}
	return name
}

// wrapName is what the simulated Node calls a handle or a request; "" if that depends
// on which function made it.
func wrapName(sort string) string {
	switch sort {
	case "TCPWRAP", "PIPEWRAP", "TTYWRAP", "UDPWRAP", "TCPSERVERWRAP", "PIPESERVERWRAP", "HTTPINCOMINGMESSAGE", "HTTPCLIENTREQUEST":
		return "socket"
	case "TCPCONNECTWRAP", "PIPECONNECTWRAP":
		return "connect"
	case "SHUTDOWNWRAP":
		return "shutdown"
	case "GETADDRINFOREQWRAP":
		return "lookup"
	case "PROCESSWRAP":
		return "exit"
	case "WORKER":
		return "worker"
	case "MESSAGEPORT":
		return "message"
	case "ZLIB":
		return "zlib"
	}
	return ""
}

// isMessageOfHTTP reports whether a resource is a request or an answer that a parser
// reads from a socket.
func isMessageOfHTTP(sort string) bool {
	return sort == "HTTPINCOMINGMESSAGE" || sort == "HTTPCLIENTREQUEST"
}

// isScope reports whether a resource is an AsyncResource that JavaScript made. What Node
// makes itself is written in capitals, but for what waits in a queue.
func isScope(sort string) bool {
	return sort != strings.ToUpper(sort) && queueOf(sort) == trace.ReasonNone
}

// printing reports whether a tick is Node's own, after printing: the simulated
// terminal takes what is printed at once.
func printing(e *NodeEvent) bool {
	name, _, _ := strings.Cut(e.Label, "@")
	switch name {
	case "log", "error", "warn", "info", "debug", "trace", "dir", "table", "write":
		return e.Type == "TickObject"
	}
	return false
}

// collectNode makes happenings of what Node processes told.
func (b *builder) collectNode() {
	for i := range b.history.Marks {
		b.collectMark(&b.history.Marks[i])
	}
	files := b.fileNames()
	for _, l := range b.allLogs {
		b.collectLog(l, files[l.log.Process])
	}
	b.collectJobs()
}

// fileNames lists, for each process, the calls to the file system in the order in
// which they were asked for: async_hooks does not say which they are.
func (b *builder) fileNames() map[int][]string {
	names := map[int][]string{}
	for i := range b.history.Marks {
		if m := &b.history.Marks[i]; m.Phase == 'b' && strings.Contains(m.Category, "node.fs") {
			name := m.Name
			switch name { // libuv's words, where Node's are others
			case "scandir":
				name = "readdir"
			case "copyfile":
				name = "copyFile"
			}
			names[m.Process] = append(names[m.Process], name)
		}
	}
	return names
}

// threadOf is the thread whose isolate wrote a log.
func (b *builder) threadOf(l *builtLog) *builtThread {
	if l.log.Worker == 0 {
		return b.threads[l.log.Process]
	}
	p := b.processes[l.log.Process]
	if p == nil {
		return nil
	}
	name := "worker-" + strconv.Itoa(l.log.Worker)
	for _, t := range b.all {
		if t.process == p && t.name == name {
			return t
		}
	}
	return nil
}

func (b *builder) collectLog(l *builtLog, files []string) {
	l.items, l.next = map[int64]*builtItem{}, 2
	called, resolved, reactions := map[int64]bool{}, map[int64]bool{}, map[int64][]int64{}
	end := int64(0)
	for i := range l.log.Events {
		if e := &l.log.Events[i]; e.What == 'b' {
			called[e.ID] = true
			if end == 0 {
				end = e.Ns
			}
		} else if e.What == 'x' && end == 0 {
			end = e.Ns
		}
	}
	script := &builtItem{number: 1, what: l.log.Script}
	b.at(l.log.Ns, rankDo, func() { b.calls(l, script) })
	if end > 0 {
		b.at(end, rankLeave, func() { b.returns(l, script) })
	}
	file, nested := 0, nesting{}
	for i := range l.log.Events {
		e := &l.log.Events[i]
		switch e.What {
		case 'i':
			item := &builtItem{what: whatOf(e), queue: queueOf(e.Type), parsed: isMessageOfHTTP(e.Type), scope: isScope(e.Type), zlib: e.Type == "ZLIB"}
			if strings.HasPrefix(e.Type, "FSREQ") || e.Type == "FILEHANDLECLOSEREQ" {
				if file < len(files) && l.log.Worker == 0 {
					_, place, found := strings.Cut(item.what, "@")
					item.what = files[file]
					if found {
						item.what += "@" + place
					}
				}
				file++
			}
			if trigger := l.items[e.Trigger]; trigger != nil && !strings.Contains(item.what, "@") { // Node goes on for the script
				if _, place, found := strings.Cut(trigger.what, "@"); found {
					item.what += "@" + place
				}
			}
			if printing(e) {
				continue
			}
			l.items[e.ID] = item
			switch {
			case item.queue != trace.ReasonNone:
				b.at(e.Ns, rankDo, func() { b.enters(l, item, item.queue) })
			case e.Type == "PROMISE" && called[e.ID]:
				if resolved[e.Trigger] {
					b.at(e.Ns, rankDo, func() { b.enters(l, item, trace.ReasonMicrotaskQueue) })
				} else {
					reactions[e.Trigger] = append(reactions[e.Trigger], e.ID)
				}
			}
		case 'r':
			resolved[e.ID] = true
			for _, id := range reactions[e.ID] {
				item := l.items[id]
				b.at(e.Ns, rankDo, func() { b.enters(l, item, trace.ReasonMicrotaskQueue) })
			}
			delete(reactions, e.ID)
		case 'b', 'a':
			switch item := l.items[e.ID]; {
			case item == nil:
			case e.What == 'b':
				if nested.begins(e.ID, item) {
					b.at(e.Ns, rankDo, func() { b.calls(l, item) })
				}
			case nested.ends():
				b.at(e.Ns, rankDo, func() { b.returns(l, item) })
			}
		case 'c':
			b.at(e.Ns, rankDo, func() { b.channelMade(l, int(e.ID), e.Amount) })
		case 'm':
			b.at(e.Ns, rankDo, func() { b.sends(l, int(e.ID), e.Amount) })
		case 'g':
			b.at(e.Ns, rankDo, func() { b.receives(l, int(e.ID), e.Amount) })
		case 'x':
			b.at(e.Ns, rankDo, func() {
				if p := b.processes[l.log.Process]; p != nil && l.log.Worker == 0 {
					p.code = e.Code
				}
			})
		}
	}
}

// nesting tells the callbacks of one isolate apart from parts of them. A parser of HTTP
// calls JavaScript several times for what it read at once, each time for the message:
// within the socket's callback, or, if it reads the socket by itself, one after the
// other (Parser::OnStreamRead in Node's src/node_http_parser.cc).
type nesting struct {
	told []bool // of those that have not returned, whether they are told of
	last int64  // the last that was told of and is no tick and no promise
}

// begins reports whether a callback is to be told of.
func (n *nesting) begins(id int64, item *builtItem) bool {
	told := !item.scope && (!item.parsed || len(n.told) == 0 && n.last != id)
	n.told = append(n.told, told)
	if told && item.queue != trace.ReasonTickQueue && item.queue != trace.ReasonMicrotaskQueue {
		n.last = id
	}
	return told
}

// ends is for the callback that began last, and reports whether it was told of.
func (n *nesting) ends() (told bool) {
	if last := len(n.told) - 1; last >= 0 {
		told, n.told = n.told[last], n.told[:last]
	}
	return told
}

// numbered gives an item its number when it is first told of: all items of a
// process are of one row.
func (b *builder) numbered(l *builtLog, item *builtItem) {
	if item.number == 0 {
		item.number = l.next
		l.next++
	}
}

// enters tells that an item came into a queue.
func (b *builder) enters(l *builtLog, item *builtItem, queue trace.Reason) {
	t := b.threadOf(l)
	if t == nil || item.inside {
		return
	}
	b.numbered(l, item)
	item.queue, item.inside = queue, true
	t.process.waiting[queue]++
	item.fact = b.add(trace.Fact{Kind: trace.KindEnqueue, Thread: t.number, Object: int32(t.process.waiting[queue]), A: item.number, B: b.text(item.what), Reason: queue, Core: trace.NoCore, Cause: t.fact, Source: trace.Observed})
}

// leaves tells that an item left its queue, to a thread.
func (b *builder) leaves(t *builtThread, item *builtItem, source trace.Source) {
	if !item.inside {
		return
	}
	item.inside = false
	p := t.process
	p.waiting[item.queue]--
	item.fact = b.add(trace.Fact{Kind: trace.KindDequeue, Thread: t.number, Object: int32(max(0, p.waiting[item.queue])), A: item.number, B: b.text(item.what), Reason: item.queue, Core: trace.NoCore, Cause: item.fact, Source: source})
}

// calls tells that JavaScript is called for an item.
func (b *builder) calls(l *builtLog, item *builtItem) {
	t := b.threadOf(l)
	if t == nil {
		return
	}
	b.numbered(l, item)
	b.leaves(t, item, trace.Observed)
	item.depth++
	t.process.callback++
	item.fact = b.add(trace.Fact{Kind: trace.KindCallback, Thread: t.number, A: item.number, B: b.text(item.what), Core: trace.NoCore, Cause: cmp.Or(item.fact, t.fact), Source: trace.Observed})
}

// returns tells that it has returned.
func (b *builder) returns(l *builtLog, item *builtItem) {
	t := b.threadOf(l)
	if t == nil || item.depth == 0 {
		return
	}
	item.depth--
	t.process.callback--
	b.add(trace.Fact{Kind: trace.KindCallbackEnd, Thread: t.number, A: item.number, B: b.text(item.what), Core: trace.NoCore, Cause: item.fact, Source: trace.Observed})
	if strings.HasPrefix(item.what, "setInterval@") { // it goes back by itself
		b.enters(l, item, trace.ReasonTimerQueue)
	}
}

// collectJobs joins what pool threads did with what was asked for. Of the work that
// Node itself marks, that of crypto has an item each, and is begun in the order in which
// it was asked for; that of zlib is of a stream that goes to the pool again and again.
func (b *builder) collectJobs() {
	asked, logs := b.askedOfCrypto()
	streams := b.zlibJobs(logs)
	for i := range b.history.Marks {
		m := &b.history.Marks[i]
		l := logs[m.Process]
		if item := streams[i]; item != nil && m.Phase == 'b' {
			b.at(m.Ns, rankDo, func() { b.enters(l, item, trace.ReasonPoolQueue) })
		}
		if !strings.Contains(m.Category, "threadpoolwork.sync") {
			continue
		}
		switch m.Phase {
		case 'B':
			item := streams[i]
			if row := asked[m.Process]; item == nil && m.Name != zlibWork && len(row) > 0 {
				item, asked[m.Process] = row[0], row[1:]
			}
			if item != nil {
				b.at(m.Ns, rankDo, func() { b.job(l, m, item) })
			}
		case 'E':
			b.at(m.Ns, rankDo, func() {
				if t := b.threads[m.Thread]; t != nil && t.job != nil {
					b.jobDone(t)
				}
			})
		}
	}
}

// zlibWork is what Node calls the work of zlib.
const zlibWork = "zlib"

// askedOfCrypto lists what each process asked of the pool that Node marks there, in
// that order, and gives the logs of the main threads. Files and names of hosts are
// libuv's, which marks nothing.
func (b *builder) askedOfCrypto() (asked map[int][]*builtItem, logs map[int]*builtLog) {
	asked, logs = map[int][]*builtItem{}, map[int]*builtLog{}
	for _, l := range b.allLogs {
		if l.log.Worker != 0 {
			continue
		}
		logs[l.log.Process] = l
		for i := range l.log.Events {
			e := &l.log.Events[i]
			unmarked := strings.HasPrefix(e.Type, "FS") || strings.HasPrefix(e.Type, "FILE") || strings.HasPrefix(e.Type, "GET")
			if e.What == 'i' && queueOf(e.Type) == trace.ReasonPoolQueue && !unmarked {
				asked[l.log.Process] = append(asked[l.log.Process], l.items[e.ID])
			}
		}
	}
	return asked, logs
}

// zlibJobs finds the streams of zlib whose work marks are of, by the marks' places:
// when it was asked for, and when it began. What is asked for first begins first, and
// what is done first calls its stream back first.
func (b *builder) zlibJobs(logs map[int]*builtLog) map[int]*builtItem {
	type marks struct{ askedAt, begunAt []int } // of a process
	processes, working, called := map[int]*marks{}, map[int]int{}, map[int][]*builtItem{}
	for process, l := range logs {
		for i := range l.log.Events {
			if e := &l.log.Events[i]; e.What == 'b' && l.items[e.ID] != nil && l.items[e.ID].zlib {
				called[process] = append(called[process], l.items[e.ID])
			}
		}
		processes[process] = &marks{}
	}
	found := map[int]*builtItem{}
	for i := range b.history.Marks {
		m := &b.history.Marks[i]
		p := processes[m.Process]
		if p == nil || m.Name != zlibWork {
			continue
		}
		switch m.Phase {
		case 'b':
			p.askedAt = append(p.askedAt, i)
		case 'B':
			working[m.Thread] = len(p.begunAt)
			p.begunAt = append(p.begunAt, i)
		case 'E':
			at, works := working[m.Thread]
			delete(working, m.Thread)
			if row := called[m.Process]; works && len(row) > 0 && at < len(p.askedAt) {
				found[p.askedAt[at]], found[p.begunAt[at]] = row[0], row[0]
				called[m.Process] = row[1:]
			}
		}
	}
	return found
}

// job tells that a pool thread began an item.
func (b *builder) job(l *builtLog, m *Mark, item *builtItem) {
	t := b.known(m.Process, m.Thread)
	if t == nil || t.job != nil {
		return
	}
	b.numbered(l, item)
	b.leaves(t, item, trace.Observed)
	t.job = item
	item.fact = b.add(trace.Fact{Kind: trace.KindJob, Thread: t.number, A: item.number, B: b.text(item.what), Core: trace.NoCore, Cause: cmp.Or(item.fact, t.fact), Source: trace.Observed})
}

// jobDone tells that it finished it: the item waits for the poll phase.
func (b *builder) jobDone(t *builtThread) {
	item := t.job
	t.job = nil
	item.fact = b.add(trace.Fact{Kind: trace.KindJobDone, Thread: t.number, A: item.number, B: b.text(item.what), Core: trace.NoCore, Cause: item.fact, Source: trace.Observed})
	p := t.process
	item.queue, item.inside = trace.ReasonFinishedQueue, true
	p.waiting[item.queue]++
	item.fact = b.add(trace.Fact{Kind: trace.KindEnqueue, Thread: t.number, Object: int32(p.waiting[item.queue]), A: item.number, B: b.text(item.what), Reason: item.queue, Core: trace.NoCore, Cause: item.fact, Source: trace.Inferred})
	b.wakeLoop(p, item.fact)
}
