namespace OrleansPool.Watching;

/// <summary>Puts what was told of jobs into a picture.</summary>
internal static class JobMerge
{
    /// <param name="picture">The picture.</param>
    /// <param name="told">Jobs as their coordinators told of them: what of them runs where they do not know.</param>
    /// <returns>The picture as it is then, and the jobs that are not as they were.</returns>
    public static (ClusterPicture Picture, IReadOnlyList<JobView> Changed) Into(ClusterPicture picture, IReadOnlyCollection<JobView> told)
    {
        if (told.Count == 0)
        {
            return (picture, []);
        }

        Dictionary<string, JobView> jobs = [];
        foreach (JobView job in picture.Jobs)
        {
            jobs[job.Id] = job;
        }

        List<JobView> changed = [];
        foreach (JobView job in told)
        {
            JobView? known = jobs.GetValueOrDefault(job.Id);
            if (known is null || IsNewer(job, known))
            {
                JobView next = known is not null && job.State == JobState.Running ? job.WithRunning(known.Running, known.Silos) : job;
                jobs[job.Id] = next;
                changed.Add(next);
            }
        }

        JobView[] all = JobOrder.Sort(jobs.Values);
        return (picture with { Jobs = [.. all.Take(JobOrder.Most)], MoreJobs = picture.MoreJobs + Math.Max(0, all.Length - JobOrder.Most) }, changed);
    }

    /// <summary>The picture may be of a later moment than an event that came after it.</summary>
    private static bool IsNewer(JobView told, JobView known) => known.State == JobState.Running && (told.State != JobState.Running || told.Elapsed >= known.Elapsed);

    /// <summary>A coordinator knows what has no outcome; what of it runs only the silos know.</summary>
    public static JobView WithRunning(this JobView job, int running, IReadOnlyList<string> silos) =>
        job with { Running = running, Silos = silos, Waiting = Math.Max(0, job.Waiting - running) };
}
