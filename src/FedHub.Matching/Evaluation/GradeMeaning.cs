using System.Runtime.InteropServices;

namespace FedHub.Matching;

/// <summary>How likely a record that is shown at a grade is the person searched for, in a collection of a stated size.</summary>
/// <param name="Grade">A, B or C: exactly this grade.</param>
/// <param name="Recall">Share of the searches that mean a record which found it at this grade.</param>
/// <param name="FalsePairs">Pairs of strangers of one birth date that reach this grade.</param>
/// <param name="FalseRate">Their share.</param>
/// <param name="FalseASearch">Strangers whom one search shows at this grade, on average.</param>
/// <param name="Probability">That a record shown at this grade is the right one; not a number if none is ever shown.</param>
/// <param name="LeastProbability">The same, were false matches as frequent as so few of them still allow (97.5 %).</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct GradeMeaning(
    Grade Grade, double Recall, long FalsePairs, double FalseRate, double FalseASearch, double Probability, double LeastProbability)
{
    /// <summary>Days among which dates of birth spread: ten million people have four hundred of each.</summary>
    public const double Birthdays = 25_000;

    /// <summary>Bayes' rule on measured rates. Strangers of another birthday are left out: their own rate is counted as written, not estimated.</summary>
    /// <param name="figures">Measured with <see cref="LinkageEvaluation.GivenOneDate"/>.</param>
    /// <param name="people">Persons in the collection that is searched.</param>
    /// <param name="known">Share of the searches whose person is in it, 0 to 1: the prior.</param>
    public static IReadOnlyList<GradeMeaning> Of(LinkageFigures figures, double people, double known)
        => [.. new[] { Grade.A, Grade.B, Grade.C }.Select(grade => Of(figures, grade, people / Birthdays, known))];

    private static GradeMeaning Of(LinkageFigures figures, Grade grade, double strangers, double known)
    {
        var recall = (double)figures.Own.Of(grade) / figures.Own.Total;
        var count = figures.Strangers.Of(grade);
        double Probability(double rate) => known * recall / ((known * recall) + (strangers * rate));
        var rate = count / (double)figures.StrangerPairs;
        // The upper end of the score interval of a Poisson count: 3.84 for none seen.
        var most = count + 1.92 + (1.96 * Math.Sqrt(count + 0.96));
        return new GradeMeaning(grade, recall, count, rate, strangers * rate, Probability(rate), Probability(most / figures.StrangerPairs));
    }
}
