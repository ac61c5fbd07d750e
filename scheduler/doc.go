// Package scheduler decides who runs next.
//
// A [Scheduler] stands between a machine and a policy. The machine tells it
// when a thread becomes ready, when the running one leaves its core, and that
// an instant's events have all been applied; the scheduler answers with
// decisions: this core goes to that thread, for so long, by this rule.
//
// What is the same for every policy is written once, in scheduler.go: run
// queues (one for all, or one a core), placement, pulling and balancing, the
// real-time class above the policy, quotas. What makes a policy is written in
// one file a policy, behind the small interface [Queue]; policies.go lists
// them. To add one, write its file and add its line: docs/policies.md does it
// step by step.
//
// Everything is an integer, time is told by the caller, and chance comes from
// a seed, so equal calls give equal answers on every computer.
package scheduler
