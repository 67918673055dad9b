using System.Runtime.InteropServices;

namespace FedHub.Matching;

/// <summary>How likely a record that is shown at a grade is the person searched for, in a collection of a stated size.</summary>
/// <param name="Grade">A, B or C: exactly this grade.</param>
/// <param name="Recall">Share of the searches that mean a record which found it at this grade.</param>
/// <param name="FalseRate">Share of strangers of one birth date who reach this grade.</param>
/// <param name="FalseASearch">Strangers whom one search shows at this grade, on average.</param>
/// <param name="Probability">That a record shown at this grade is the right one; not a number if none is ever shown.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct GradeMeaning(Grade Grade, double Recall, double FalseRate, double FalseASearch, double Probability)
{
    /// <summary>Days among which dates of birth spread: ten million people have four hundred of each.</summary>
    public const double Birthdays = 25_000;

    /// <summary>Bayes' rule on measured rates.</summary>
    /// <param name="figures">Measured with <see cref="LinkageEvaluation.GivenOneDate"/>.</param>
    /// <param name="people">Persons in the collection that is searched.</param>
    /// <param name="known">Share of the searches whose person is in it, 0 to 1: the prior.</param>
    public static IReadOnlyList<GradeMeaning> Of(LinkageFigures figures, double people, double known)
        => [.. new[] { Grade.A, Grade.B, Grade.C }.Select(grade =>
        {
            var recall = (double)figures.Own.Of(grade) / figures.Own.Total;
            var rate = (double)figures.Strangers.Of(grade) / figures.StrangerPairs;
            var wrong = people / Birthdays * rate;
            return new GradeMeaning(grade, recall, rate, wrong, known * recall / ((known * recall) + wrong));
        })];
}
