package dev.cannery.verify.result;

/** What a whole verification comes to; each has its exit code. */
public enum Outcome {
    /** Everything that was judged is kept. */
    KEPT(0, "the contract is kept"),
    /** Something is not kept. */
    BROKEN(1, "the contract is broken"),
    /** Requests could not be built, or nothing was judged. */
    NOTHING_PROVEN(2, "nothing is proven"),
    /** The target could not be used to the end: not there, refuses the caller, or the budget was used up. */
    UNUSABLE(3, "the target could not be used");

    private final int exitCode;
    private final String words;

    Outcome(int exitCode, String words) {
        this.exitCode = exitCode;
        this.words = words;
    }

    /** The code that a program ends with. */
    public int exitCode() {
        return exitCode;
    }

    /** The outcome in words. */
    public String words() {
        return words;
    }
}
