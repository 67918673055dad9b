namespace FedHub.Federation.Tests.Support;

/// <summary>Waiting with an end: each wait of these tests has one.</summary>
internal static class Wait
{
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(50);

    public static async Task UntilAsync(string what, Func<Task<bool>> isSo)
    {
        using var timeout = new CancellationTokenSource(Patience);
        while (!await isSo().WaitAsync(Patience))
        {
            timeout.IsCancellationRequested.ShouldBeFalse("waited in vain until " + what);
            await Task.Delay(_pause);
        }
    }

    public static Task UntilAsync(string what, Func<bool> isSo) => UntilAsync(what, () => Task.FromResult(isSo()));
}
