'use strict';

/** The error of what is not simulated: what is missing, and what to write instead. */
function refusal(what, instead) {
  const error = new Error(`timeslice: ${what} is not simulated; ${instead}`);
  error.code = 'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM';
  return error;
}

/** A function of that name that throws it. */
function refusing(name, what, instead) {
  return { [name]() { throw refusal(what, instead); } }[name];
}

module.exports = { refusal, refusing };
