package node

import (
	"github.com/grafana/sobek"

	"timeslice/sim/node/js"
	"timeslice/sim/trace"
)

// immediates is the queue of setImmediate. The check phase takes the whole
// list; what is added meanwhile runs in the next turn.
// (lib/internal/timers.js, processImmediate)
type immediates struct {
	queue   []*immediate
	running []*immediate // what this check phase has taken and not yet called
	refs    int          // immediates for whose sake the poll phase does not wait
	cut     bool         // the one that was called last threw
}

// immediate is one setImmediate. What JavaScript sees of it is an object whose
// properties say what is called; there is none if the loop itself made it.
type immediate struct {
	object *sobek.Object
	item   *item
	unref  bool
	ended  bool // it was called or cleared
}

// add puts a function of the loop's own into the queue.
func (q *immediates) add(n *Environment, what string, call func(), holds ...sobek.Value) *immediate {
	im := &immediate{item: n.newItem(what, call, holds...)}
	im.item.resource = n.newResource("Immediate")
	q.put(n, im)
	return im
}

// addObject puts an immediate of JavaScript into the queue.
func (q *immediates) addObject(n *Environment, what string, object *sobek.Object) *immediate {
	im := &immediate{object: object}
	im.item = n.newItem(what, func() { q.fire(n, im) }, object)
	im.item.resource = n.newNumbered("Immediate", object)
	im.item.beneath = &js.Beneath{Receiver: object, Calls: []string{"process.processImmediate (node:internal/timers:483:21)"}}
	q.put(n, im)
	return im
}

func (q *immediates) put(n *Environment, im *immediate) {
	q.queue = append(q.queue, im)
	q.refs++
	im.item.enter(n, trace.ReasonImmediateQueue)
}

// fire calls the function of an immediate.
func (q *immediates) fire(n *Environment, im *immediate) {
	o := im.object
	_ = o.Set("_destroyed", true)
	_ = o.SetSymbol(n.symbols().refed, sobek.Null())
	call, ok := sobek.AssertFunction(property(o, "_onImmediate"))
	if !ok {
		q.cut = true
		n.throwUncaught(n.isolate.Engine.NewTypeError("immediate._onImmediate is not a function"), "uncaughtException", nil)
		return
	}
	_, err := call(o, n.listOf(property(o, "_argv"))...)
	_ = o.Set("_onImmediate", sobek.Null())
	if err != nil {
		q.cut = true
		n.uncaught(err)
	}
}

// clear takes an immediate out of the queue. (clearImmediate)
func (q *immediates) clear(n *Environment, im *immediate) {
	if im.ended {
		return
	}
	q.end(im)
	im.item.leave(n, trace.ReasonImmediateQueue)
	n.destroy(im.item.resource)
}

func (q *immediates) end(im *immediate) {
	im.ended = true
	if !im.unref {
		q.refs--
	}
}

// setRef says whether an immediate keeps the loop alive.
func (q *immediates) setRef(im *immediate, ref bool) {
	if im.unref == !ref || im.ended {
		return
	}
	im.unref = !ref
	if ref {
		q.refs++
	} else {
		q.refs--
	}
}

// begin takes the whole list for a check phase; what a failed phase left
// comes first.
func (q *immediates) begin() {
	q.running, q.queue = append(q.running, q.queue...), nil
}

// next takes the next of the list. When the list's last one threw, the phase does not
// know that the list is at its end and calls the function that goes through it again,
// which takes what was added meanwhile. (CheckImmediate of src/env.cc, as long as
// has_outstanding)
func (q *immediates) next(n *Environment) *item {
	if q.cut && len(q.running) == 0 {
		q.begin()
	}
	q.cut = false
	for len(q.running) > 0 {
		im := q.running[0]
		q.running = q.running[1:]
		if im.ended {
			continue
		}
		q.end(im)
		im.item.leave(n, trace.ReasonImmediateQueue)
		return im.item
	}
	return nil
}
