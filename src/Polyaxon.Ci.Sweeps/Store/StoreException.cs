namespace Polyaxon.Ci.Sweeps.Store;

/// <summary>The store cannot be used; the message says why and what to do.</summary>
public sealed class StoreException : Exception
{
    /// <summary>With a message for the user.</summary>
    public StoreException(string message)
        : base(message) { }

    /// <summary>With a message for the user and what caused it.</summary>
    public StoreException(string message, Exception cause)
        : base(message, cause) { }
}
