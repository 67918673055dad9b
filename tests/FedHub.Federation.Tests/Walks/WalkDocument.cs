namespace FedHub.Federation.Tests.Walks;

/// <summary>Reads a guide's fenced blocks.</summary>
internal static class WalkDocument
{
    private const string Fence = "```";

    public static IReadOnlyList<WalkStep> Read(string path)
    {
        var steps = new List<WalkStep>();
        var lines = File.ReadAllLines(path);
        for (var at = 0; at < lines.Length; at++)
        {
            if (!lines[at].StartsWith(Fence, StringComparison.Ordinal))
            {
                continue;
            }

            var info = lines[at][Fence.Length..].Trim();
            var end = Array.FindIndex(lines, at + 1, line => line.StartsWith(Fence, StringComparison.Ordinal));
            end.ShouldBeGreaterThan(at, $"{path}:{at + 1}: the block has no end");
            Add(steps, info, string.Join('\n', lines[(at + 1)..end]), at + 2, path);
            at = end;
        }

        return steps;
    }

    private static void Add(List<WalkStep> steps, string info, string body, int line, string path)
    {
        if (info == "text")
        {
            (steps.Count > 0 && steps[^1].Expected is null && steps[^1].Kind != WalkKind.File).ShouldBeTrue($"{path}:{line}: output of no command");
            steps[^1] = steps[^1] with { Expected = body, ExpectedLine = line };
            return;
        }

        var words = info.Split(' ', 2);
        steps.Add(words switch
        {
            ["sh"] => new WalkStep(WalkKind.Run, body, line),
            ["sh", "until"] => new WalkStep(WalkKind.RunUntil, body, line),
            ["sh", "service"] => new WalkStep(WalkKind.Service, body, line),
            [_, var name] => new WalkStep(WalkKind.File, body, line) { File = name },
            _ => throw new InvalidDataException($"{path}:{line}: a block '{info}' is neither a command, nor its output, nor a file"),
        });
    }
}
