using System.Text.Json.Nodes;

namespace FedHub.Benchmarks;

/// <summary>One measure beside what it should reach; a ratio of 1 and more means reached.</summary>
internal static class LinkageCase
{
    public static JsonObject AtLeast(string set, string measure, double figure, double target) => Of(set, measure, figure, target, figure / target, "at least");

    public static JsonObject AtMost(string set, string measure, double figure, double target) => Of(set, measure, figure, target, figure == 0 ? null : target / figure, "at most");

    /// <summary>A figure without an aim.</summary>
    public static JsonObject Known(string set, string measure, double figure) => new() { ["case"] = set, ["measure"] = measure, ["figure"] = Round(figure) };

    private static JsonObject Of(string set, string measure, double figure, double target, double? ratio, string aim) => new()
    {
        ["case"] = set,
        ["measure"] = measure,
        ["figure"] = Round(figure),
        ["aim"] = aim,
        ["target"] = target,
        ["ratio"] = ratio is { } value ? Math.Round(value, 3) : null,
        ["reached"] = aim == "at least" ? figure >= target : figure <= target,
    };

    // Four digits that count: a rate of 9.262e-05 must not become 0.0001.
    private static double Round(double figure) => figure == 0 ? 0 : Math.Round(figure, Math.Clamp(3 - (int)Math.Floor(Math.Log10(Math.Abs(figure))), 0, 12));
}
