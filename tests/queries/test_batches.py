from tests.county import make_user
from tests.imports.dropped import GOOD, HEADINGS, OTHER, Dropping
from tracker.imports.uploads.uploads import store
from tracker.models.posts import Post
from tracker.models.uploads import Upload
from tracker.queries.batches import batches_of
from tracker.queries.uploads import open_uploads, upload_of


class BatchesTests(Dropping):
    def test_those_of_ones_scope_newest_first(self):
        batches = [store(self.drop([HEADINGS, row]), self.clerk).batch for row in (GOOD, OTHER)]
        supervisor = make_user(Post.Role.SUPERVISOR, self.county.county)
        stranger = make_user(Post.Role.CLERK, self.county.other_town)
        self.assertEqual(list(batches_of(self.clerk)), batches[::-1])
        self.assertEqual(list(batches_of(supervisor)), batches[::-1])
        self.assertEqual(list(batches_of(stranger)), [])


class UploadsTests(Dropping):
    def test_ones_own_that_are_not_finished_with(self):
        waiting, stored = self.drop([HEADINGS, GOOD]), store(self.drop([HEADINGS, OTHER]), self.clerk)
        self.assertEqual(list(open_uploads(self.clerk)), [waiting])
        self.assertEqual(upload_of(self.clerk, stored.pk), stored)

    def test_nobody_sees_what_another_has_not_yet_stored(self):
        upload = self.drop([HEADINGS, GOOD])
        colleague = make_user(Post.Role.HEAD, self.county.town)
        self.assertEqual(list(open_uploads(colleague)), [])
        with self.assertRaises(Upload.DoesNotExist):
            upload_of(colleague, upload.pk)
