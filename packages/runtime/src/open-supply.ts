import type { Ports } from '@bonded/core/ports';
import { VcsSources } from '@bonded/core/sources';
import { FetchingUpstreams, type UpstreamsPorts } from '@bonded/core/supply';
import { bitbucketDriver } from '@bonded/vcs/bitbucket';
import { gitDriver } from '@bonded/vcs/git';
import { giteaDriver } from '@bonded/vcs/gitea';
import { githubDriver } from '@bonded/vcs/github';
import { gitlabDriver } from '@bonded/vcs/gitlab';

/** One for each kind of source. */
const drivers = [githubDriver, gitlabDriver, bitbucketDriver, giteaDriver, gitDriver];

/** What repositories get from elsewhere: from upstreams, and from version control. */
export function openSupply(
  ground: Omit<UpstreamsPorts, 'describe'>,
  describe: UpstreamsPorts['describe'],
): Pick<Ports, 'upstreams' | 'sources'> {
  return {
    upstreams: new FetchingUpstreams({ ...ground, describe }),
    sources: new VcsSources({ ...ground, describe, drivers }),
  };
}
