// Package lesson reads lessons, runs their programs, and computes the answers to
// their questions from the traces.
//
// A lesson is a folder without any code of ours: lesson.yaml says what is run, in
// which steps, what is asked and how the right answer is computed; lesson.en.md
// and lesson.zh.md have the words; program/ has the files that run, and solution/
// those of them that the task changes. docs/lessons.md shows how to write one.
package lesson
