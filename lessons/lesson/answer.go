package lesson

import (
	"cmp"
	"math"
	"slices"

	"timeslice/assets/words"
)

// Answer is the answer to a question: of a number, Number; of a choice, the
// option in Options[0], from 0; of an order, all options in their order.
type Answer struct {
	Number  float64
	Options []int
}

// Unanswered is why a question has no right answer.
type Unanswered struct {
	ID   string // of a text of assets/words
	Args []any
}

// Error says it in English.
func (u *Unanswered) Error() string { return words.New(words.English).Say(u.ID, u.Args...) }

// Right computes the right answer from the runs. An error says that there is
// none: no option of a choice holds or several do, or two things to be put in
// order happen at one instant or one does not happen.
func (q *Question) Right(r Runs) (Answer, error) {
	switch q.Sort {
	case Number:
		number, err := q.Answers[0].Number(r)
		return Answer{Number: number}, err
	case Choice:
		return q.rightChoice(r)
	}
	return q.rightOrder(r)
}

func (q *Question) rightChoice(r Runs) (Answer, error) {
	var a Answer
	for i := range q.Answers {
		holds, err := q.Answers[i].Truth(r)
		if err != nil {
			return a, err
		}
		if holds {
			a.Options = append(a.Options, i)
		}
	}
	if len(a.Options) != 1 {
		return a, &Unanswered{"lesson.no-answer.choice", []any{"ID", q.ID, "Have", len(a.Options)}}
	}
	return a, nil
}

func (q *Question) rightOrder(r Runs) (Answer, error) {
	var a Answer
	var keys []float64
	for i := range q.Answers {
		key, err := q.Answers[i].Number(r)
		if err != nil {
			return a, err
		}
		if key < 0 {
			return a, &Unanswered{"lesson.no-answer.never", []any{"ID", q.ID, "Text", q.Answers[i].Text}}
		}
		if slices.Contains(keys, key) {
			return a, &Unanswered{"lesson.no-answer.together", []any{"ID", q.ID, "Text", q.Answers[i].Text}}
		}
		keys, a.Options = append(keys, key), append(a.Options, i)
	}
	slices.SortFunc(a.Options, func(i, j int) int { return cmp.Compare(keys[i], keys[j]) })
	return a, nil
}

// Accepts reports whether a learner's answer is as good as the right one.
func (q *Question) Accepts(right, given Answer) bool {
	if q.Sort == Number {
		return math.Abs(right.Number-given.Number) <= q.Tolerance+1e-9
	}
	return slices.Equal(right.Options, given.Options)
}
