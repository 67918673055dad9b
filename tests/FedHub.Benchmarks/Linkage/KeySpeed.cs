using FedHub.Matching;

namespace FedHub.Benchmarks;

/// <summary>Persons a second and core whose keys are derived, without the stretch, and what that allocates.</summary>
internal static class KeySpeed
{
    private const int Turns = 7;

    private static readonly TimeSpan _turn = TimeSpan.FromMilliseconds(400);

    /// <summary>The median of several turns in processor time of this thread's process, so that a busy machine does not tell; the bytes of one pass.</summary>
    public static (double PersonsASecond, double BytesAPerson) Measure(IReadOnlyList<MatchSubject> people)
    {
        Derive(people);
        Derive(people);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Derive(people);
        var bytes = (double)(GC.GetAllocatedBytesForCurrentThread() - before) / people.Count;
        var rates = new double[Turns];
        for (var turn = 0; turn < Turns; turn++)
        {
            var passes = 0;
            var start = Environment.CpuUsage.TotalTime;
            TimeSpan used;
            do
            {
                Derive(people);
                passes++;
                used = Environment.CpuUsage.TotalTime - start;
            }
            while (used < _turn);

            rates[turn] = passes * people.Count / used.TotalSeconds;
        }

        Array.Sort(rates);
        return (rates[Turns / 2], bytes);
    }

    /// <summary>Bytes that one person allocates.</summary>
    public static long BytesOf(MatchSubject subject)
    {
        Derive([subject]);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Derive([subject]);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static void Derive(IReadOnlyList<MatchSubject> people)
    {
        foreach (var person in people)
        {
            _ = SearchKeys.ForRecord(person);
        }
    }
}
