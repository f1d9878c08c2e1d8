/** The view of all signals: generated from the files in `sql/signals/`. */
export const signalFeed = 'signals.feed'
