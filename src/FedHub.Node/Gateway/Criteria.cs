using FedHub.Matching;

namespace FedHub.Node.Gateway;

/// <summary>What an officer wants to know, as typed.</summary>
/// <param name="Subject">What is known of the person or thing.</param>
/// <param name="BirthDateProblem">Why the date of birth could not be read; null when it could, or none was given.</param>
internal sealed record Criteria(MatchSubject Subject, string? BirthDateProblem);
