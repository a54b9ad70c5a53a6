using CrossSell.Host.Postgres;

namespace CrossSell.Integration.Postgres;

public sealed class Owning_a_folder
{
    [Fact]
    public async Task Keeps_its_rows_over_a_restart()
    {
        using var folder = new TrialFolder();
        await using (var first = await folder.Start())
        {
            first.Owns.ShouldBeTrue();
            await TrialFolder.Execute(first, "create table kept (n int); insert into kept values (7)");
        }

        await using var second = await folder.Start();
        (await TrialFolder.Ask(second, "select n from kept")).ShouldBe("7");
    }

    [Fact]
    public async Task Serves_a_role_that_is_no_superuser_over_a_socket_only()
    {
        using var folder = new TrialFolder();
        await using var postgres = await folder.Start();

        (await TrialFolder.Ask(postgres, "select rolsuper from pg_roles where rolname = current_user")).ShouldBe("False");
        (await TrialFolder.Ask(postgres, "select pg_get_userbyid(datdba) = current_user from pg_database where datname = current_database()")).ShouldBe("True");
        (await TrialFolder.Ask(postgres, "show listen_addresses")).ShouldBeEmpty();
        (await TrialFolder.Ask(postgres, "show fsync")).ShouldBe("on");
        (await TrialFolder.Ask(postgres, "select string_agg(extname, ' ' order by extname) from pg_extension where extname in ('pg_trgm', 'unaccent')")).ShouldBe("pg_trgm unaccent");
        File.GetUnixFileMode(PasswordFile.PathOf(folder.Options)).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.GetUnixFileMode(folder.Options.SocketFolder).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    [Fact]
    public async Task Leaves_no_process_and_no_socket_behind()
    {
        using var folder = new TrialFolder();
        var postgres = await folder.Start();
        var (wrapper, server) = postgres.Server!.Processes;
        await postgres.DisposeAsync();

        await TrialFolder.Gone("the wrapper", wrapper);
        await TrialFolder.Gone("the server", server);
        Directory.Exists(folder.Options.SocketFolder).ShouldBeFalse();
    }

    [Fact]
    public async Task Tells_a_second_host_who_runs_on_the_folder()
    {
        using var folder = new TrialFolder();
        await using var first = await folder.Start();

        var refused = await Should.ThrowAsync<DataFolderInUseException>(folder.Start);

        refused.Message.ShouldStartWith($"Another host (process {Environment.ProcessId}) is running on this data folder");
        (await TrialFolder.Ask(first, "select 1")).ShouldBe("1");
    }

    [Fact]
    public async Task Lets_a_command_work_beside_the_host_and_leave_it_running()
    {
        using var folder = new TrialFolder();
        await using var host = await folder.Start();
        await using (var command = await folder.AttachOrStart())
        {
            command.Owns.ShouldBeFalse();
            await TrialFolder.Execute(command, "create table told (n int)");
        }

        (await TrialFolder.Ask(host, "select count(*) from told")).ShouldBe("0");
    }

    [Fact]
    public async Task Lets_commands_work_one_after_the_other_where_no_host_runs()
    {
        using var folder = new TrialFolder();
        var first = await folder.AttachOrStart();
        first.Owns.ShouldBeTrue();
        var second = folder.AttachOrStart();
        (await Should.ThrowAsync<DataFolderInUseException>(folder.Start)).Message.ShouldStartWith($"Another command (process {Environment.ProcessId})");
        second.IsCompleted.ShouldBeFalse();
        await first.DisposeAsync();

        await using var owner = await second;
        owner.Owns.ShouldBeTrue();
    }
}
