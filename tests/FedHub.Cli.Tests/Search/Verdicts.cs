using FedHub.Cli.Search;
using FedHub.Matching;
using FedHub.Protocol;

namespace FedHub.Cli.Tests.Search;

internal static class Verdicts
{
    public static CollectionVerdict Of(string member, string collection, Outcome outcome, Grade grade = Grade.None, params string[] handles) => new()
    {
        Member = member,
        Collection = collection,
        Outcome = outcome,
        Grade = grade,
        MatchedOn = handles.Length > 0 ? ["document"] : [],
        Records = [.. handles.Select(handle => new MatchedRecord { Grade = grade, MatchedOn = ["document"], Handle = handle })],
    };

    public static CollectionVerdict OutOfScope(string member, string collection)
        => Of(member, collection, Outcome.NotAsked) with { IsOutOfScope = true };
}
